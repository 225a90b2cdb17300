package agree

import "slices"

// Wide clusters (C8). Up to EachMax nodes each hears each. Beyond, zones have hubs: a node hears
// those of its zone, and the givers; hubs hear their zone, and the hubs of other zones. So notes
// grow with nodes and with pairs of hubs, not with pairs of nodes:
//
//	node ◄──► its zone's hubs ◄──► other zones' hubs
//	  ▲
//	  └─────► givers, who are asked for permits
//
// Of fewer each tells of all that it hears, too, for those that can't hear each other (EachOther).
// Who hears whom is speed alone, and nodes may see it differently for a while: what is told of a
// zone names its members one by one (group.go).

// EachMax is up to how many nodes each hears each. There are no more hubs than that.
const EachMax = 30

// hubsPerZone: one may end.
const hubsPerZone = 2

// Place is where a node stands, the widest first.
type Place struct {
	Node  uint32
	Tiers []string
}

// Circle is whom a node hears. It is not changed once it is made.
type Circle struct {
	Talk []uint32 // with whom it exchanges notes
	Zone []uint32 // its zone, itself included
	Hubs []uint32 // of all zones
	Hub  bool     // it is one

	spare bool // what is told of others counts for those that are silent alone
}

// CircleOf finds a node's circle; nil: each hears each. all are the nodes that may serve, self
// among them. Zones are the narrowest of which there are few enough; in each those that are
// listed become hubs before others.
func CircleOf(self uint32, all []Place, givers, listed []uint32, eachMax int) *Circle {
	if len(all) <= eachMax {
		return nil
	}
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b Place) int { return int(int64(a.Node) - int64(b.Node)) })
	zones := zonesOf(all, max(eachMax/hubsPerZone, 1))
	c := &Circle{}
	for _, zone := range zones {
		hubs := hubsOf(zone, listed)
		c.Hubs = append(c.Hubs, hubs...)
		if slices.Contains(zone, self) {
			c.Zone, c.Hub = zone, slices.Contains(hubs, self)
		}
	}
	slices.Sort(c.Hubs)
	for _, p := range all {
		near, hub := contains(c.Zone, p.Node), contains(c.Hubs, p.Node)
		if p.Node != self && (near && hub || c.Hub && (near || hub) || slices.Contains(givers, p.Node) || slices.Contains(givers, self)) {
			c.Talk = append(c.Talk, p.Node)
		}
	}
	return c
}

// EachOther is the circle of a few nodes, self among them, in order: each hears each, and tells of
// all that it hears, for those that can't hear each other.
func EachOther(self uint32, all []uint32) *Circle {
	return &Circle{Talk: slices.DeleteFunc(slices.Clone(all), func(id uint32) bool { return id == self }), Zone: all, Hubs: all, Hub: true, spare: true}
}

// zonesOf divides nodes by as many tiers as give no more than most zones; by none, if need be.
func zonesOf(all []Place, most int) [][]uint32 {
	deepest := 0
	for _, p := range all {
		deepest = max(deepest, len(p.Tiers))
	}
	for depth := deepest; ; depth-- {
		var names []string
		zones := map[string][]uint32{}
		for _, p := range all {
			name := ""
			for _, t := range p.Tiers[:min(depth, len(p.Tiers))] {
				name += t + "\x00"
			}
			if zones[name] == nil {
				names = append(names, name)
			}
			zones[name] = append(zones[name], p.Node)
		}
		if len(names) > most && depth > 0 {
			continue
		}
		out := make([][]uint32, 0, len(names))
		for _, name := range names {
			out = append(out, zones[name])
		}
		return out
	}
}

// hubsOf are the first that are listed, and then the first of all.
func hubsOf(zone, listed []uint32) (hubs []uint32) {
	for _, is := range []bool{true, false} {
		for _, id := range zone {
			if len(hubs) < hubsPerZone && slices.Contains(listed, id) == is {
				hubs = append(hubs, id)
			}
		}
	}
	return hubs
}

// Swift reports whether notes to a node are to be more frequent: from hub to hub, for what they
// carry has some way to go on both sides.
func (c *Circle) Swift(node uint32) bool {
	return c != nil && c.Hub && !c.spare && contains(c.Hubs, node)
}

// contains is of what is in order.
func contains(ids []uint32, id uint32) bool {
	_, ok := slices.BinarySearch(ids, id)
	return ok
}
