package parser

// The SQLSTATEs that parsing can give.
const (
	CodeSyntaxError         = "42601"
	CodeReservedName        = "42939"
	CodeInvalidName         = "42602"
	CodeNameTooLong         = "42622"
	CodeFeatureNotSupported = "0A000"
	CodeTooComplex          = "54001"
	CodeBadEncoding         = "22021"
	CodeBadEscape           = "22025"
	CodeNonstandardEscape   = "22P06"
	CodeInvalidValue        = "22023"
	CodeOutOfRange          = "22003"
	CodeWindowing           = "42P20"
)

// Error says why a text is not SQL. It is the only error type of the package.
type Error struct {
	// SQLSTATE is one of the Code constants.
	SQLSTATE string
	Message  string
	Detail   string
	Hint     string
	// Position counts characters, not bytes, from 1; 0 where there is none.
	Position int
}

// Error gives the message.
func (e *Error) Error() string { return e.Message }
