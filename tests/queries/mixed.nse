record type = person and (title ~ Founder or employer ~ Nimble) and not tag = archived
