tag = "and" or tag = "007" or tag = 'it\'s' or tag = "line\nbreak" or tag = O'Brien or tag = AT&T or tag = "empty" or tag = "\u00e9\ud83d\ude00"
