// Package pebbleengine is engine.Engine on Pebble, and the only importer of it.
package pebbleengine
