package ast

import (
	"go/ast"
	goparser "go/parser"
	"go/token"
	"reflect"
	"testing"
)

// nodeTypes are zero values of all node types, by kind of node.
var nodeTypes = []Node{
	&QName{}, &TypeName{}, &RoleSpec{}, &Option{}, &Target{}, &OrderItem{}, &When{}, &Indirection{},
	&Locking{}, &With{}, &CTE{}, &CTESearch{}, &CTECycle{}, &WindowSpec{}, &WindowFrame{}, &IntoClause{},
	&TableSample{}, &FuncItem{}, &InsertColumn{}, &SetClause{}, &OnConflict{}, &LikeClause{}, &ColumnDef{},
	&Constraint{}, &SeqOption{}, &IndexElem{}, &ExcludeElem{}, &VacuumTable{}, &Privilege{}, &RoleOption{},

	&Const{}, &ColumnRef{}, &Param{}, &BoolExpr{}, &NotExpr{}, &BinaryExpr{}, &UnaryExpr{}, &IsExpr{},
	&DistinctExpr{}, &BetweenExpr{}, &LikeExpr{}, &InExpr{}, &QuantExpr{}, &ExistsExpr{}, &SubqueryExpr{},
	&ArrayExpr{}, &ArraySubquery{}, &RowExpr{}, &CaseExpr{}, &CoalesceExpr{}, &NullIfExpr{}, &MinMaxExpr{},
	&FuncCall{}, &NamedArg{}, &SQLValue{}, &CastExpr{}, &CollateExpr{}, &IndirectionExpr{}, &DefaultExpr{},
	&CurrentOf{}, &GroupingSet{}, &GroupingFunc{}, &TypeExpr{}, &OptionList{}, &OptionStar{},

	&TableName{}, &SubqueryRef{}, &FuncRef{}, &Join{},

	&AddColumn{}, &DropColumn{}, &AlterColumnType{}, &AlterColumnDefault{}, &AlterColumnNotNull{},
	&DropExpression{}, &AddIdentity{}, &SetIdentity{}, &DropIdentity{}, &SetStatistics{}, &SetStorage{},
	&SetCompression{}, &SetColumnOptions{}, &AddConstraint{}, &AlterConstraint{}, &ValidateConstraint{},
	&DropConstraint{}, &SetOptions{}, &OwnerTo{}, &SetPersistence{}, &RowSecurity{}, &SetTablespace{}, &SetAccessMethod{},
	&ClusterOn{}, &ReplicaIdentity{}, &SetWithoutOIDs{}, &SequenceOptions{},

	&Select{}, &Insert{}, &Update{}, &Delete{}, &Merge{}, &MergeWhen{}, &Truncate{},
	&CreateTable{}, &AlterTable{}, &SplitAt{}, &SplitTable{}, &Scatter{}, &Rename{}, &SetSchema{}, &AlterOwner{}, &CreateIndex{},
	&CreateSchema{}, &CreateDatabase{}, &AlterDatabase{}, &DropDatabase{}, &CreateSequence{}, &CreateView{},
	&RefreshView{}, &Drop{}, &CommentOn{}, &CreateTablespace{}, &AlterTablespace{},
	&Begin{}, &Commit{}, &Rollback{}, &Savepoint{}, &Release{}, &RollbackTo{}, &PrepareTransaction{},
	&FinishPrepared{}, &SetTransaction{}, &SetConstraints{}, &SetVar{}, &Show{}, &Reset{}, &Discard{},
	&Prepare{}, &Execute{}, &Deallocate{}, &DeclareCursor{}, &Fetch{}, &CloseCursor{}, &Explain{}, &Vacuum{},
	&Copy{}, &Grant{}, &GrantRole{}, &CreateRole{}, &AlterRole{}, &AlterGroup{}, &DropRole{}, &AlterSetting{},
	&AlterDefaultPrivileges{}, &FunctionName{}, &CreatePolicy{}, &AlterPolicy{}, &DropPolicy{}, &ReassignOwned{}, &DropOwned{}, &Listen{}, &Notify{}, &Unlisten{}, &LockTable{}, &Checkpoint{}, &Do{},
	&Call{}, &Reindex{}, &Cluster{}, &Load{}, &Unsupported{},
}

// TestNodeTypes checks that the list above has every struct of the package that
// embeds Pos.
func TestNodeTypes(t *testing.T) {
	listed := map[string]bool{}
	for _, n := range nodeTypes {
		listed[reflect.TypeOf(n).Elem().Name()] = true
	}
	for _, file := range []string{"ast.go", "expr.go", "query.go", "ddl.go", "util.go"} {
		f, err := goparser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			spec, ok := n.(*ast.TypeSpec)
			if !ok {
				return true
			}
			s, ok := spec.Type.(*ast.StructType)
			if !ok || len(s.Fields.List) == 0 || len(s.Fields.List[0].Names) != 0 {
				return true
			}
			if !listed[spec.Name.Name] {
				t.Errorf("%s is missing from nodeTypes", spec.Name.Name)
			}
			return true
		})
	}
}

// samples are values for fields of interface types.
var samples = map[reflect.Type]reflect.Value{
	reflect.TypeFor[Expr]():      reflect.ValueOf(&Const{Kind: ConstInt, Int: 7}),
	reflect.TypeFor[Statement](): reflect.ValueOf(&Savepoint{Name: "s"}),
	reflect.TypeFor[TableRef]():  reflect.ValueOf(&TableName{Name: QName{Name: "t"}}),
	reflect.TypeFor[AlterCmd]():  reflect.ValueOf(&DropColumn{Name: "c"}),
}

// fill gives a value that is not zero.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(true)
	case reflect.String:
		v.SetString("x")
	case reflect.Interface:
		v.Set(samples[v.Type()])
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).Name != "Pos" {
				fill(v.Field(i))
				return
			}
		}
	default:
		if v.CanInt() {
			v.SetInt(1)
		} else {
			v.SetUint(1)
		}
	}
}

// visitable tells whether Walk shows values of a type.
func visitable(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Slice, reflect.Pointer:
		return visitable(t.Elem())
	case reflect.Interface:
		return true
	case reflect.Struct:
		switch t.Name() {
		case "QName", "Alias", "RoleSpec":
			return false
		}
		return true
	}
	return false
}

// TestFields checks for each field of each node that Equal sees it, that it
// ignores positions, and that Walk visits what it holds.
func TestFields(t *testing.T) {
	for _, zero := range nodeTypes {
		typ := reflect.TypeOf(zero).Elem()
		for i := range typ.NumField() {
			field := typ.Field(i)
			changed := reflect.New(typ)
			fill(changed.Elem().Field(i))
			n := changed.Interface().(Node)
			if got, want := Equal(zero, n), field.Name == "Pos"; got != want {
				t.Errorf("Equal with %s.%s changed: got %t, want %t", typ.Name(), field.Name, got, want)
			}
			if !Equal(n, n) {
				t.Errorf("%s with %s is not equal to itself", typ.Name(), field.Name)
			}
			// What is held by value is visited in the zero node too.
			if field.Type.Kind() != reflect.Struct && visitable(field.Type) && visits(n) <= visits(zero) {
				t.Errorf("Walk does not visit %s.%s", typ.Name(), field.Name)
			}
		}
	}
}

// visits counts the nodes of a tree.
func visits(n Node) int {
	count := 0
	Walk(n, func(Node) bool { count++; return true })
	return count
}

func TestEqualKinds(t *testing.T) {
	tests := []struct {
		a, b Node
		want bool
	}{
		{nil, nil, true},
		{nil, &Const{}, false},
		{&Const{}, &Param{}, false},
		{&NotExpr{}, &NotExpr{X: &Const{}}, false},
		{&ArrayExpr{Elems: []Expr{}}, &ArrayExpr{}, true},
		{&Const{Pos: 5}, &Const{Pos: 7}, true},
	}
	for _, tt := range tests {
		if got := Equal(tt.a, tt.b); got != tt.want {
			t.Errorf("Equal(%#v, %#v) = %t", tt.a, tt.b, got)
		}
	}
}

func TestDeeperThan(t *testing.T) {
	var x Expr = &Const{}
	for range 5 {
		x = &NotExpr{X: x}
	}
	for limit, want := range map[int]bool{4: true, 5: false, 6: false} {
		if got := DeeperThan(x, limit); got != want {
			t.Errorf("DeeperThan(%d) = %t", limit, got)
		}
	}
}
