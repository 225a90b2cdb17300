package process

import "errors"

// Pause stops the process where it is, which this system can't.
func (m *Member) Pause() error { return errors.ErrUnsupported }

// Resume ends Pause.
func (m *Member) Resume() error { return errors.ErrUnsupported }
