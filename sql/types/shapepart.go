package types

// ShapePart is the type of what point, lseg, box and line have subscripts for, and how many
// parts there are; nil for other types. They count from 0.
func ShapePart(t *Type) (of *Type, parts int) {
	switch t.OID {
	case OIDPoint:
		return TFloat8, 2
	case OIDLseg, OIDBox:
		return TPoint, 2
	case OIDLine:
		return TFloat8, 3
	}
	return nil, 0
}

// PartOfShape is part i of a value of type t, NULL where there is none.
func PartOfShape(t *Type, d Datum, i int64) (Datum, error) {
	of, parts := ShapePart(t)
	if of == nil || i < 0 || i >= int64(parts) {
		return Null, nil
	}
	v, _, ok := ShapeNumbers(t, d.Bytes())
	if !ok {
		return Null, ErrDamaged
	}
	if of == TFloat8 {
		return Float(v[i]), nil
	}
	return NewShape(TPoint, v[2*i:2*i+2], false), nil
}
