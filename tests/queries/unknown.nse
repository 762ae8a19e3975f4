shoe size = 43 and tag = vip and (emial ~ x or rating = high)
