// Package membership is a node's part in its cluster: how it becomes a member, what it knows
// of the others, and how the cluster's version follows what all of them speak.
//
//	Members    the rows of nodes and stores, with what connections tell; addresses
//	Member     becoming a member (Identify), finding the others again (Greet), saying so
//	           (Announce), taking others in, changing what is wanted of a node
//	Versions   what this node has noted of the cluster's version: the gates (base/version)
//
// How a node becomes a member:
//
//	its store has an identity        it is that node
//	no Join                          it begins a cluster of its own
//	Join                             it asks those addresses for an ID, until one is a
//	                                 member and gives it one, or until somebody tells it
//	                                 to begin the cluster (Init)
//
// An ID is given once: a node that is lost before it has noted its ID gets another. A node
// that nobody has joined is the member of a cluster of one, and does here what any member
// does.
//
// The package must not know what a node serves: it asks of it what Host has, and rows by
// transactions.
package membership
