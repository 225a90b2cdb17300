// Package agree is what the nodes of a cluster know of each other's clocks: a lower
// bound on what each clock that may serve now has passed, and so which timestamps are
// certainly past everywhere (Rule W, transactions.md, section 13). It takes the place
// of a budget that nobody proves: machines without any time service wait for about the
// delay of a message.
//
// Everything here is a plain value that steps. State is one node's side: it is told what
// its clocks say (Now) and what others' messages carried (Note), and says what its own
// messages carry, whether a read timestamp may be given out (Serves), and up to which
// timestamp an acknowledgement may leave (Horizon, When). Nothing does I/O, owns a
// goroutine or reads a clock. It knows nodes and readings, and nothing of stores,
// ranges, transactions or the network.
//
// # Two proofs
//
// L_j is a lower bound on node j's clock; the larger of
//
//	by mouth   j said R under permit n:   R + (1-ρ)/(1+ρ) · elapsed since it arrived, at
//	           most P as j told it under n, unless a giver lists j under a later permit;
//	           R for good, for readings only grow
//	by UTC     UTC is at least low, and j promised under permit n to lag by E_j at most:
//	           low - E_j
//
// # Permits
//
// A node's own side of its permit:
//
//	asked   number n, nothing granted ──grants of a majority, each begun──► held
//	held    serves r: begin ≤ r ≤ P, at a majority of grants not yet run out
//	held ──promise gets too low──► held, and serves what breaks it once a higher one counts
//	held ──too far ahead, contradicted──► asked, number n+1
//	any ──Stop──► stopped: gives the permit back
//
// and a giver's, for each node:
//
//	not listed ──asks──► listed under n from begin B = max(U, old P) on
//	listed ──asks again──► the same, P and the end later
//	listed ──asks under n+1──► listed under n+1, from a new B on
//	listed ──its length is over, or given back──► not listed; P is remembered
//
// # Invariants
//
//	C1  A node serves only under a permit of its process: a majority of the givers has
//	    granted its number, none of these grants has run out, each has begun at or below r,
//	    and r is at most the P they granted. A giver's length is the holder's times
//	    (1+ρ)/(1-ρ). Neither readings nor extrapolations pass P; one belongs to the number
//	    under which its reading was given. A reading never leads its node's clock.
//	C2  A giver lets nobody in below the highest U that it has stated, nor below the highest
//	    P that it has granted the node: over restarts, too. An acknowledgement of m needs a
//	    majority of givers that stated U > m; a node is left out only where such a majority
//	    does not list it, or from above m.
//	C3  Whether a permit is good is looked at by the clock, after r was taken: whoever stood
//	    still for longer has none.
//	C4  A node that answers with a reading below the L_j that was held when it was asked is
//	    contradicted: a giver that finds so ends its own grant and renews no number heard so
//	    far; where most do, the node takes another. Who contradicts most others is itself the
//	    one that is wrong. Rates are compared, too. Nothing is read below what was heard.
//	C5  What a node serves keeps the promise that each giver whose grant it counts may have
//	    stated: a raised one counts from the highest U on that the giver had stated when it
//	    listed that. What a source said of UTC goes on to count, by elapsed time within ρ; one
//	    that leaps ahead of that costs the number. No source, no promise: word of mouth is enough.
//	C6  (leases) is the caller's: votes carry Read, and a floor exceeds them all.
//	C7  (effects besides rows) likewise: they carry c.
//	C8  (wide clusters) What a hub tells of others counts for those alone that it names, under
//	    the numbers by which it names them, and up to the lowest of their P's; while the hub
//	    has a permit of its own, under its number, and is not contradicted. Who hears whom
//	    (Circle) is speed alone.
//
// What is given, and what was said about who is let in, is stored before it is said
// (Durable); what only grows is stored some way ahead of what is said: U and P by
// SaveAhead, readings by a quarter of that. While a slow disk holds readings back there is
// no permit.
//
// Sources: the uniform bound of commit wait is Spanner's (Corbett et al. 2012, section 4);
// leases timed by rates alone Gray and Cheriton's (1989); the rest is this project's own,
// and stands in transactions.md.
package agree
