email in (a@x.com, b@x.com,) or id not in (4F69FB852AB3740C5E000004)
