is_editable = FALSE and reminder is empty and lead status = 3 and saved search = 4fc886dc682c4a64dd060062
