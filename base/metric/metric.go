// Package metric counts what a node does: counters, gauges and histograms of
// durations that cost a few nanoseconds and no allocation to update, and a
// Registry that shows them, by name, to Prometheus.
//
// There is no global registry: a node makes one and hands it down. Updating a
// metric never blocks; names are checked when it is made.
package metric

import (
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Registry holds the metrics of one node. Safe for concurrent use.
type Registry struct{ p *prometheus.Registry }

// NewRegistry returns an empty registry.
func NewRegistry() *Registry { return &Registry{prometheus.NewRegistry()} }

// Gatherer is what /metrics shows.
func (r *Registry) Gatherer() prometheus.Gatherer { return r.p }

// prefix begins every name.
const prefix = "isochron_"

// Counter only rises. The zero value is ready; a registry makes it visible.
type Counter struct{ n atomic.Uint64 }

// Add raises the counter.
func (c *Counter) Add(n uint64) { c.n.Add(n) }

// Inc raises the counter by one.
func (c *Counter) Inc() { c.n.Add(1) }

// Value is the count.
func (c *Counter) Value() uint64 { return c.n.Load() }

// Gauge rises and falls. The zero value is ready.
type Gauge struct{ n atomic.Int64 }

// Add changes the gauge by n.
func (g *Gauge) Add(n int64) { g.n.Add(n) }

// Set sets the gauge.
func (g *Gauge) Set(n int64) { g.n.Store(n) }

// Value is where it stands.
func (g *Gauge) Value() int64 { return g.n.Load() }

// Counter registers and returns a counter.
func (r *Registry) Counter(name, help string) *Counter {
	c := &Counter{}
	r.CounterFunc(name, help, c.Value)
	return c
}

// Gauge registers and returns a gauge.
func (r *Registry) Gauge(name, help string) *Gauge {
	g := &Gauge{}
	r.GaugeFunc(name, help, func() float64 { return float64(g.Value()) })
	return g
}

// CounterFunc registers a counter that somebody else keeps.
func (r *Registry) CounterFunc(name, help string, read func() uint64) {
	r.p.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Name: prefix + name, Help: help},
		func() float64 { return float64(read()) }))
}

// GaugeFunc registers a gauge that somebody else keeps.
func (r *Registry) GaugeFunc(name, help string, read func() float64) {
	r.p.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: prefix + name, Help: help}, read))
}

// InfoFunc registers a gauge that is 1, with what somebody tells as its label; there is none
// while that is empty.
func (r *Registry) InfoFunc(name, help, label string, read func() string) {
	r.p.MustRegister(info{prometheus.NewDesc(prefix+name, help, []string{label}, nil), read})
}

// info shows a text to Prometheus.
type info struct {
	desc *prometheus.Desc
	read func() string
}

// Describe implements prometheus.Collector.
func (i info) Describe(ch chan<- *prometheus.Desc) { ch <- i.desc }

// Collect implements prometheus.Collector.
func (i info) Collect(ch chan<- prometheus.Metric) {
	if text := i.read(); text != "" {
		ch <- prometheus.MustNewConstMetric(i.desc, prometheus.GaugeValue, 1, text)
	}
}

// CounterFuncs registers counters that somebody else keeps, one for each value of a label.
func (r *Registry) CounterFuncs(name, help, label string, read map[string]func() uint64) {
	r.p.MustRegister(counters{prometheus.NewDesc(prefix+name, help, []string{label}, nil), read})
}

// counters shows some counters of one name to Prometheus.
type counters struct {
	desc *prometheus.Desc
	read map[string]func() uint64
}

// Describe implements prometheus.Collector.
func (c counters) Describe(ch chan<- *prometheus.Desc) { ch <- c.desc }

// Collect implements prometheus.Collector.
func (c counters) Collect(ch chan<- prometheus.Metric) {
	for value, read := range c.read {
		ch <- prometheus.MustNewConstMetric(c.desc, prometheus.CounterValue, float64(read()), value)
	}
}

// Histogram counts durations in buckets with round bounds, ten for each power of ten from 1 µs on. The
// zero value is ready.
type Histogram struct {
	buckets [histogramBuckets]atomic.Uint64
	sum     atomic.Int64 // nanoseconds
}

// histogramBuckets reach 30 s; the last takes all that is longer.
const histogramBuckets = 7*len(steps) + 6 + 1

// steps are the bounds of the buckets of a power of ten, in hundredths of it.
var steps = [...]time.Duration{100, 125, 150, 200, 250, 300, 400, 500, 600, 800}

// Observe counts d.
func (h *Histogram) Observe(d time.Duration) {
	h.buckets[bucket(d)].Add(1)
	h.sum.Add(int64(d))
}

// bucket is the index of the first bucket whose bound is at or above d.
func bucket(d time.Duration) int {
	decade, unit := 0, time.Microsecond/100
	for d > unit*steps[len(steps)-1] && decade < 7 {
		decade, unit = decade+1, unit*10
	}
	i := 0
	for i < len(steps) && d > unit*steps[i] {
		i++
	}
	return min(decade*len(steps)+i, histogramBuckets-1)
}

// bound is the upper bound of bucket i: 1, 1.25, 1.5, 2 µs and so on.
func bound(i int) time.Duration {
	unit := time.Microsecond / 100
	for range i / len(steps) {
		unit *= 10
	}
	return unit * steps[i%len(steps)]
}

// Count is how many durations were observed.
func (h *Histogram) Count() (n uint64) {
	for i := range h.buckets {
		n += h.buckets[i].Load()
	}
	return n
}

// Quantile is an upper bound, within a factor of 4/3 from 1 µs on, on the q-quantile (0 to 1).
func (h *Histogram) Quantile(q float64) time.Duration {
	want := uint64(q * float64(h.Count()))
	var n uint64
	for i := range h.buckets {
		if n += h.buckets[i].Load(); n > want || n == want && n > 0 {
			return bound(i)
		}
	}
	return 0
}

// Histogram registers and returns a histogram of durations, shown in seconds.
func (r *Registry) Histogram(name, help string) *Histogram {
	h := &Histogram{}
	r.p.MustRegister(collector{h, prometheus.NewDesc(prefix+name, help, nil, nil)})
	return h
}

// collector shows a Histogram to Prometheus.
type collector struct {
	h    *Histogram
	desc *prometheus.Desc
}

// Describe implements prometheus.Collector.
func (c collector) Describe(ch chan<- *prometheus.Desc) { ch <- c.desc }

// Collect implements prometheus.Collector.
func (c collector) Collect(ch chan<- prometheus.Metric) {
	cumulative := make(map[float64]uint64, histogramBuckets)
	var n uint64
	for i := range histogramBuckets {
		n += c.h.buckets[i].Load()
		if i < histogramBuckets-1 {
			cumulative[bound(i).Seconds()] = n
		}
	}
	sum := time.Duration(c.h.sum.Load()).Seconds()
	ch <- prometheus.MustNewConstHistogram(c.desc, n, sum, cumulative)
}
