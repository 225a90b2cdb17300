package catalog

import "slices"

// ParameterGrants are the privileges on one setting of the server: who may set it beside
// superusers, and who may store it. They are the cluster's.
type ParameterGrants struct {
	OID ID `f:"1"`
	// Name is in small letters.
	Name   string  `f:"2"`
	Grants []Grant `f:"3"`
}

// The privileges of settings, in the letters of an aclitem.
const (
	PrivilegeSet         = 's'
	PrivilegeAlterSystem = 'A'
)

// ParameterDesc is a setting as an object that privileges are on. It is made where it is needed;
// its ID is 0 where nothing was granted.
type ParameterDesc struct {
	Base
}

func (*ParameterDesc) kind() Kind { return 0 }

// Parameter returns a setting, by its name in small letters, as an object with privileges.
func (s *Snapshot) Parameter(name string) *ParameterDesc {
	d := &ParameterDesc{Base: Base{Name: name, Owner: RoleSuper}}
	for _, p := range s.Parameters() {
		if p.Name == name {
			d.ID, d.Grants = p.OID, p.Grants
		}
	}
	return d
}

// Parameters lists the settings on which privileges were granted.
func (s *Snapshot) Parameters() []ParameterGrants {
	if r, ok := s.RoleByID(RoleSuper); ok {
		return r.Parameters
	}
	return nil
}

// SetParameter keeps the grants on a setting; nil are the defaults.
func (r *RoleDesc) SetParameter(oid ID, name string, grants []Grant) {
	i := slices.IndexFunc(r.Parameters, func(p ParameterGrants) bool { return p.Name == name })
	switch {
	case i < 0 && grants != nil:
		r.Parameters = append(r.Parameters, ParameterGrants{OID: oid, Name: name, Grants: grants})
	case i >= 0 && grants == nil:
		r.Parameters = slices.Delete(r.Parameters, i, i+1)
	case i >= 0:
		r.Parameters[i].Grants = grants
	}
}
