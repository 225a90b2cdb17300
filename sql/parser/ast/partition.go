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
