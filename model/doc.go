// Package model is the domain of a community service centre (社区党群服务中心):
// its people, what they take part in and what is handed to them on paper.
//
// It owns the plain types, their Validate and the rules that need no storage.
// It knows no database, no window and no page; it reads the clock nowhere:
// whoever calls passes the day.
package model
