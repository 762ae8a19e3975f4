custom."Favourite colour" = Blue and custom.Size is not empty and custom."a \"b\"" !~ "x y"
