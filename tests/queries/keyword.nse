"Jon"
