birthday in 1 Mar..31 Mar or birthday in March or birthday in Dec 20..Jan 10 or birthday in 5 sept or birthday in Mar..May
