package ast

// PartitionStrategy is how rows are divided among the partitions of a table.
type PartitionStrategy byte

// The strategies, with Postgres's letters.
const (
	PartitionList  PartitionStrategy = 'l'
	PartitionRange PartitionStrategy = 'r'
	PartitionHash  PartitionStrategy = 'h'
)

// String is the strategy's word.
func (s PartitionStrategy) String() string {
	switch s {
	case PartitionList:
		return "LIST"
	case PartitionRange:
		return "RANGE"
	}
	return "HASH"
}

// PartitionBy is PARTITION BY of CREATE TABLE.
type PartitionBy struct {
	Pos
	Strategy PartitionStrategy
	Elems    []IndexElem
}

// PartitionBound is FOR VALUES … or DEFAULT of a partition. MINVALUE and MAXVALUE are columns
// of these names.
type PartitionBound struct {
	Pos
	Default  bool
	Strategy PartitionStrategy
	In       []Expr
	From, To []Expr
	// Modulus and Remainder are of hash partitions.
	Modulus, Remainder int64
}

// AttachPartition is ALTER TABLE … ATTACH PARTITION, of ALTER INDEX where Bound is nil.
type AttachPartition struct {
	Pos
	Name  QName
	Bound *PartitionBound
}

// DetachPartition is ALTER TABLE … DETACH PARTITION.
type DetachPartition struct {
	Pos
	Name         QName
	Concurrently bool
	Finalize     bool
}

// Inherit is ALTER TABLE … INHERIT, or with No NO INHERIT.
type Inherit struct {
	Pos
	Parent QName
	No     bool
}

// OfType is ALTER TABLE … OF, or, without a type, NOT OF.
type OfType struct {
	Pos
	Type *QName
}

//ast:alterCmd OfType Inherit AttachPartition DetachPartition

func (p *printer) partitionBy(b *PartitionBy) {
	p.w(" PARTITION BY ", b.Strategy.String(), " (")
	p.list(len(b.Elems), func(i int) { p.indexElem(&b.Elems[i]) })
	p.w(")")
}

func (p *printer) partitionBound(b *PartitionBound) {
	if b.Default {
		p.w(" DEFAULT")
		return
	}
	p.w(" FOR VALUES ")
	switch b.Strategy {
	case PartitionList:
		p.w("IN ")
		p.parenExprs(b.In)
	case PartitionRange:
		p.w("FROM ")
		p.parenExprs(b.From)
		p.w(" TO ")
		p.parenExprs(b.To)
	default:
		p.w("WITH (MODULUS ")
		p.int(b.Modulus)
		p.w(", REMAINDER ")
		p.int(b.Remainder)
		p.w(")")
	}
}
