// who
name ~ Jon // the name
  and tag = vip
// when
  and created in last 3 months // recent
