rating > 1 and rating >= 1.50 and rating < 1e3 and rating <= 5 and rating in 2..4 and rating not in 3 .. 3 and rating in (1, 2) and rating between 1 and 5
