tag = vip
tag is vip and name != Jon or (id is not "5 and 6")
not (first name contains Jon) and # of employees > 5
name contain "Jon \"J\" \u0041" and name !~ 'it\'s' and a not ~ b
name does not contain Jon and name not contains Jo and name not contain "J"
name ^= Jo and name starts with "J"
email is empty and email IS NOT EMPTY or tag = empty
email in (a@x.com, "b", 5,) and id not in (x)
rating > 3 and rating>=3 and rating<5 and rating <= -4.5
rating in 2..4 and rating not in 2 .. 4 and rating in "2"..'4'
rating between 2 and 4 and rating not between "2" and 4 or tag = vip
created in last 3 months and created not in the last month and tag = vip // comment
created in last month or created in 2025-04 and created in 2025-01-01T00:00:00Z..2025-12-31T23:59:59+01:00
birthday in 1 Mar..31 Mar and birthday in Mar 1..Mar 31 and birthday in March and birthday in Mar..May
birthday between 1 Mar and March 31 and tag = vip
"Jon Ferrara"
"Jon" and 'Ferrara' or ("x")
"first name" = Jo and `last "name"` is Jo and custom."Favourite colour" = red and custom.Size = 4
tag = O'Brien and url = https://x.y/z#f and tag = AT&T
tag = {tag} and name does not contain {q}and tag is not {t} and title^={_1}
email in {emails} and email not in ({a}, b@x.com,{c}) and created in last {n} months and created not in the last{n}days
rating in {a}..{b} and rating not in 2 .. {b} and rating between {a} and 4 and rating not between 2 and {b}
created in today and birthday is tomorrow or company last contacted < today
created in the previous quarter and created in this week..today and not created in YESTERDAY
created in 30 days ago..today or created between 2 weeks ago and 3 days from now and tag = this
birthday in next 7 days or birthday in the next 2 weeks or birthday in next month // soon
company last contacted < 90 days ago and birthday = 3 days from now
(birthday on today) or created on 3 days ago and tag in (today, this, next)
created in {n} days ago..{m}weeks ago and birthday in next {n} days and company last contacted < {n}days ago
