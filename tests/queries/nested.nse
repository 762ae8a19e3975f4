not not (tag = aa and (tag = bb and tag = cc) and (tag = dd or (tag = ee or tag = ff)))
