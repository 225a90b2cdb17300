package session

import (
	"strconv"

	"sort"
	"strings"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/types"
)

// settingChange is one SET inside a transaction, to be undone by its end.
type settingChange struct {
	name  string
	had   bool
	old   string
	local bool
	depth int // savepoints below it
}

// Reported lists the settings that a client is told of at start-up.
func (s *Session) Reported() []Setting {
	var out []Setting
	for _, d := range s.m.settings.order {
		if d.reported {
			out = append(out, Setting{catalog.SettingName(d.name), s.value(d.name)})
		}
	}
	return out
}

// value is a setting's value in effect.
func (s *Session) value(name string) string {
	if v, ok := s.values[name]; ok {
		return v
	}
	if d := s.m.settings.byName[name]; d != nil {
		return d.boot
	}
	return ""
}

// Setting serves current_setting.
func (s *Session) Setting(name string) (string, bool) {
	name = strings.ToLower(name)
	if v, ok := s.transactionSetting(name); ok {
		return v, true
	}
	if name == settingSeed {
		return "unavailable", true
	}
	d := s.m.settings.byName[name]
	if d == nil {
		v, ok := s.values[name]
		return v, ok
	}
	switch name {
	case settingSuperuser:
		return onOff(s.isSuperuser()), true
	case settingToken:
		return s.token(), true
	case settingPrice:
		return s.lastPrice(), true
	}
	return d.shown(s.value(name)), true
}

// transactionSetting are the settings that the transaction block holds.
func (s *Session) transactionSetting(name string) (string, bool) {
	switch name {
	case "transaction_isolation":
		return s.block.isolationShown(s), true
	case "transaction_read_only":
		return onOff(s.block.readOnly(s)), true
	case "transaction_deferrable":
		return onOff(s.block.deferrable(s)), true
	}
	return "", false
}

func onOff(b bool) string {
	if b {
		return "on"
	}
	return "off"
}

func isolationName(i kvpb.Isolation) string {
	switch i {
	case kvpb.Isolation_READ_COMMITTED:
		return "read committed"
	case kvpb.Isolation_REPEATABLE_READ:
		return "repeatable read"
	}
	return "serializable"
}

// resetSetting serves set_config with NULL. One of an application's that is not there is made.
func (s *Session) resetSetting(name string, local bool) error {
	if err := s.Settle(); err != nil {
		return err
	}
	if _, known := s.Setting(strings.ToLower(name)); !known {
		return s.set(name, "", local)
	}
	return s.reset(name, local)
}

// SetSetting serves set_config.
func (s *Session) SetSetting(name, value string, local bool) error {
	if err := s.Settle(); err != nil {
		return err
	}
	return s.set(name, value, local)
}

// set changes a setting: for the transaction if local, else for the session,
// unless the transaction rolls back.
func (s *Session) set(name, value string, local bool) error {
	return s.setAs(byUser, name, value, local)
}

func (s *Session) setAs(by setter, name, value string, local bool) error {
	name = strings.ToLower(name)
	if handled, err := s.setTransaction(name, value); handled {
		return err
	}
	if settingOfIdentity(name) {
		return s.setIdentity(name, value, local)
	}
	if name == settingSeed {
		return s.seed(value)
	}
	d, err := s.m.settings.find(name)
	switch {
	case err != nil:
		return err
	case d == nil:
		if err := s.holdSetting(name, value); err != nil {
			return err
		}
		s.change(name, value, local)
		return nil
	}
	if err := s.maySet(d, by); err != nil {
		return err
	}
	if name == settingToken && value != "" {
		if err := s.mayFollow(value); err != nil {
			return err
		}
	}
	if short := types.TruncateName(value); d.isName && short != value {
		s.notice(cutName(value, short))
	}
	v, err := s.canonical(d, value)
	if err != nil {
		return err
	}
	if err := s.holdSetting(name, v); err != nil {
		return err
	}
	s.change(name, v, local)
	return nil
}

// cutName tells of a name that was too long.
func cutName(name, short string) *pgerror.Error {
	return pgerror.New(pgerror.NameTooLong, "identifier \"%s\" will be truncated to \"%s\"", name, short).WithSeverity(pgerror.SeverityNotice)
}

// settingSeed is another way to call setseed: what random() gives is no state that comes back with
// a transaction's end, or is shown.
const settingSeed = "seed"

func (s *Session) seed(value string) error {
	v, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	switch {
	case err != nil:
		return pgerror.New(pgerror.InvalidParameterValue, "invalid value for parameter %q: %q", settingSeed, value)
	case !(v >= -1 && v <= 1):
		return pgerror.New(pgerror.InvalidParameterValue, "%s is outside the valid range for parameter %q (-1 .. 1)", value, settingSeed)
	}
	s.env.SetSeed(v)
	return nil
}

func (s *Session) change(name, v string, local bool) {
	old, had := s.values[name]
	if s.block.txn != nil || s.block.state != blockIdle || s.block.implicit {
		s.block.changes = append(s.block.changes, settingChange{name, had, old, local, len(s.block.savepoints)})
	} else if local {
		s.notice(pgerror.NewWarning(pgerror.NoActiveSQLTransaction, "SET LOCAL can only be used in transaction blocks"))
		return
	}
	s.assign(name, v)
}

// assign puts a value into effect and tells the client where it must know.
func (s *Session) assign(name, v string) {
	if s.value(name) == v {
		s.values[name] = v
		return
	}
	s.values[name] = v
	d := s.m.settings.byName[name]
	if d == nil {
		return
	}
	if d.apply != nil {
		d.apply(s, v)
	}
	if d.reported && s.out != nil {
		s.out.Parameter(catalog.SettingName(name), v)
	}
}

// undoChanges takes back what was set since the first of kept changes: all of
// it, or only what was LOCAL.
func (s *Session) undoChanges(kept int, localOnly bool) {
	if len(s.block.changes) == kept {
		return
	}
	settled := map[string]bool{} // set for the session after a SET LOCAL: that stays
	for i := len(s.block.changes) - 1; i >= kept; i-- {
		c := s.block.changes[i]
		if localOnly && (!c.local || settled[c.name]) {
			settled[c.name] = true
			continue
		}
		if c.had {
			s.assign(c.name, c.old)
			continue
		}
		d := s.m.settings.byName[c.name]
		if d == nil { // one of an application's, which remains
			s.assign(c.name, "")
			continue
		}
		s.assign(c.name, d.boot)
		delete(s.values, c.name)
	}
	if !localOnly {
		s.block.changes = s.block.changes[:kept]
	}
}

// setTransaction sets what belongs to the open transaction.
func (s *Session) setTransaction(name, value string) (handled bool, err error) {
	var mode ast.TxMode
	switch name {
	case "transaction_isolation":
		d := s.m.settings.byName[name]
		v, err := s.canonical(d, value)
		if err != nil {
			return true, err
		}
		mode = map[string]ast.TxMode{"serializable": ast.TxSerializable, "repeatable read": ast.TxRepeatableRead,
			"read committed": ast.TxReadCommitted, "read uncommitted": ast.TxReadUncommitted}[v]
	case "transaction_read_only", "transaction_deferrable":
		v, err := s.m.settings.byName[name].boolean(value)
		if err != nil {
			return true, err
		}
		switch {
		case name == "transaction_read_only" && v == "on":
			mode = ast.TxReadOnly
		case name == "transaction_read_only":
			mode = ast.TxReadWrite
		case v == "on":
			mode = ast.TxDeferrable
		default:
			mode = ast.TxNotDeferrable
		}
	default:
		return false, nil
	}
	return true, s.block.setModes(s, []ast.TxMode{mode})
}

// zoneOfInterval is the zone that lies so far from UTC.
func (s *Session) zoneOfInterval(d types.Datum) (string, error) {
	iv, unit := d.Interval(), ""
	switch {
	case iv.Months != 0:
		unit = "months"
	case iv.Days != 0:
		unit = "days"
	default:
		return formatHours(iv.Micros), nil
	}
	return "", pgerror.New(pgerror.InvalidParameterValue, "invalid value for parameter \"TimeZone\": \"INTERVAL '%s'\"", types.String(types.TInterval, d, &s.env)).
		WithDetail("Cannot specify %s in time zone interval.", unit)
}

func (s *Session) setVar(st *ast.SetVar) error {
	if st.FromCurrent {
		return s.set(st.Name, s.value(strings.ToLower(st.Name)), st.Local)
	}
	if st.Default {
		return s.reset(st.Name, st.Local)
	}
	parts := make([]string, 0, len(st.Values))
	for _, e := range st.Values {
		p, err := s.settingValue(st.Name, e)
		if err != nil {
			return err
		}
		parts = append(parts, p)
	}
	if d := s.m.settings.byName[strings.ToLower(st.Name)]; len(parts) > 1 && (d == nil || !d.list) {
		return pgerror.New(pgerror.InvalidParameterValue, "SET %s takes only one argument", st.Name)
	}
	return s.set(st.Name, strings.Join(parts, ", "), st.Local)
}

// settingValue is one value of SET. In a list of identifiers a quoted string
// stays one name.
func (s *Session) settingValue(name string, e ast.Expr) (string, error) {
	switch v := e.(type) {
	case *ast.Const:
		switch v.Kind {
		case ast.ConstBool:
			return onOff(v.Bool), nil
		case ast.ConstInt:
			return formatInt(v.Int), nil
		case ast.ConstString:
			if catalog.ListsNames(name) {
				return catalog.QuoteIdent(v.Text), nil
			}
			return v.Text, nil
		}
		return v.Text, nil
	case *ast.CastExpr: // SET TIME ZONE INTERVAL '-08:00' HOUR TO MINUTE
		if c, ok := v.X.(*ast.Const); ok {
			t, typmod, err := bind.ResolveType(v.Type, nil, nil) // its fields say what a bare number is
			if err != nil {
				return "", err
			}
			iv, err := types.DecodeText(t, typmod, c.Text, &s.env)
			if err != nil {
				return "", err
			}
			return s.zoneOfInterval(iv)
		}
	}
	return "", pgerror.New(pgerror.InvalidParameterValue, "SET %s takes constants", name)
}

func (s *Session) reset(name string, local bool) error {
	name = strings.ToLower(name)
	if _, ok := s.transactionSetting(name); ok {
		return pgerror.New(pgerror.FeatureNotSupported, "parameter %q cannot be reset", name)
	}
	if name == settingSeed {
		return nil // it goes on as it was set
	}
	if err := s.mayBecome(name); err != nil {
		return err
	}
	d := s.m.settings.byName[name]
	if d != nil {
		if err := s.maySet(d, byUser); err != nil {
			return err
		}
	}
	v, ok := s.resets[name]
	_, made := s.values[name]
	switch {
	case ok:
	case d != nil:
		v = d.boot
	case made:
		v = ""
	default:
		return pgerror.New(pgerror.UndefinedObject, "unrecognized configuration parameter %q", name)
	}
	if name == settingAuthorization {
		s.change(settingRole, roleNone, local)
	}
	if err := s.holdSetting(name, v); err != nil {
		return err
	}
	s.change(name, v, local)
	return nil
}

func (s *Session) resetAll() {
	names := make([]string, 0, len(s.values))
	for name := range s.values {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		if !settingOfIdentity(name) {
			_ = s.reset(name, false) // fails only for what this role cannot set
		}
	}
}

// show gives the rows of SHOW.
func (s *Session) show(name string) ([]Column, [][]types.Datum, error) {
	text := func(n string) Column { return Column{Name: n, Type: types.TText, Typmod: types.NoTypmod} }
	if name == "all" {
		var rows [][]types.Datum
		for _, i := range s.AllSettings() {
			rows = append(rows, []types.Datum{types.Text(catalog.SettingName(i.Name)), types.Text(i.Value), types.Text(i.Description)})
		}
		return []Column{text("name"), text("setting"), text("description")}, rows, nil
	}
	low := strings.ToLower(name)
	switch low { // SHOW spells these apart
	case "transaction isolation level":
		low = "transaction_isolation"
	case "time zone":
		low = "timezone"
	case "session authorization":
		low = "session_authorization"
	}
	if err := s.mayExamine(low); err != nil {
		return nil, nil, err
	}
	v, ok := s.Setting(low)
	if !ok {
		return nil, nil, pgerror.New(pgerror.UndefinedObject, "unrecognized configuration parameter %q", name)
	}
	return []Column{text(catalog.SettingName(low))}, [][]types.Datum{{types.Text(v)}}, nil
}

// AllSettings lists every setting, for SHOW ALL and pg_settings.
func (s *Session) AllSettings() []SettingInfo {
	out := make([]SettingInfo, 0, len(s.m.settings.order))
	for _, d := range s.m.settings.order {
		if !s.seesSetting(d) {
			continue
		}
		v, _ := s.Setting(d.name)
		i := SettingInfo{Name: catalog.SettingName(d.name), Value: v, Unit: d.unit, Category: "Settings", Description: d.about,
			Context: string(d.context()), VarType: d.kind, Boot: d.boot, Reset: d.boot}
		if i.Source = "default"; i.Value != d.shown(d.boot) {
			i.Source = "session"
		}
		if d.max > d.min || d.min != 0 {
			i.Min, i.Max = formatNumber(d.min), formatNumber(d.max)
			if d.kind == "real" { // as Postgres prints bounds
				i.Min, i.Max = strconv.FormatFloat(d.min, 'g', 6, 64), strconv.FormatFloat(d.max, 'g', 6, 64)
			}
		}
		if i.Enum = d.values; d.kind == "bool" {
			i.Enum = nil
		}
		if r, ok := s.resets[d.name]; ok {
			i.Reset = r
		}
		out = append(out, i)
	}
	return out
}

// emitSettings serves pg_settings, where values are in their base unit.
func (s *Session) emitSettings(emit func(SettingInfo) error) error {
	for _, i := range s.AllSettings() {
		if name := strings.ToLower(i.Name); i.Unit != "" {
			i.Value = s.value(name)
		}
		if err := emit(i); err != nil {
			return err
		}
	}
	return nil
}

func formatHours(micros int64) string { return formatNumber(float64(micros) / 3.6e9) }
