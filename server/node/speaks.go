package node

import (
	"fmt"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/sql/pgcatalog"
)

// Which versions of the cluster the node speaks (package membership has them followed).

// Version is the version that the cluster is at, as far as this node knows.
func (n *Node) Version() uint32 { return n.versions.Noted().Active }

// versionInfo tells it to SQL.
func (n *Node) versionInfo() pgcatalog.ClusterInfo {
	v := n.versions.Noted()
	return pgcatalog.ClusterInfo{ID: n.ident.ClusterID, Version: v, Waits: n.membership.Waits(v)}
}

// checkVersions fills in what the node speaks.
func (o *Options) checkVersions() error {
	if o.VersionMin == 0 {
		o.VersionMin = version.Min
	}
	if o.VersionMax == 0 {
		o.VersionMax = version.Max
	}
	if o.mayAgree() && o.VersionMax >= version.Guarded {
		o.VersionMax |= version.Agreed
	}
	if version.Build(o.VersionMin) > version.Build(o.VersionMax) {
		return fmt.Errorf("node: the lowest version, %d, is above the highest, %d", o.VersionMin, o.VersionMax)
	}
	return nil
}

// mayAgree reports whether the node may go by clocks that agree.
func (o *Options) mayAgree() bool { return (o.AgreeClocks || o.AgreeAlong) && o.ListenAddr != "" }

// versionFirst is that of a cluster which this node begins.
func (o *Options) versionFirst() uint32 {
	if o.AgreeClocks {
		return o.VersionMax
	}
	return version.Build(o.VersionMax)
}
