// Package ui is the window: navigation, pages, forms and what holds them
// together. It owns no rule of the domain and no query; it asks package store
// and shows what comes back.
//
// A page is a row of the navigation table, an unexported struct whose widgets
// are fields, built by newX(*desk). All widgets are touched on the UI thread
// only; work that touches disk goes through the desk's runner.
package ui
