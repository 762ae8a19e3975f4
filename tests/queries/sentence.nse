name ~ "Jon" and tag = vip and created in last 3 months
