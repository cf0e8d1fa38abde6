package store

import "testing"

// BenchmarkServiceYear counts a year of ten thousand volunteers.
func BenchmarkServiceYear(b *testing.B) {
	s := servedStore(b)
	totals, err := s.VolunteerTotals(background, ever[0], ever[1], 0, 1)
	must(b, err)
	r, err := s.ServiceRecord(background, totals[0].Member)
	must(b, err)
	year := r.Services[0].Start.Year()
	b.ResetTimer()
	for range b.N {
		y, err := s.ServiceYear(background, year)
		must(b, err)
		if y.Sum.Minutes == 0 || y.Sum.Times < 10_000 {
			b.Fatalf("the year is %+v", y.Sum)
		}
	}
}

// BenchmarkPlatformPending lists what is to be entered of a year's services.
func BenchmarkPlatformPending(b *testing.B) {
	s := servedStore(b)
	for range b.N {
		list, err := s.PlatformPending(background, outside, benchYear[0], benchYear[1])
		must(b, err)
		if len(list) == 0 {
			b.Fatal("nothing is to be entered")
		}
	}
}
