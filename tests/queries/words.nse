tag is vip and name contains Jon and name does not contain Lee and name starts with Jo and email is not empty and tag is not old
