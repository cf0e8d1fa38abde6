package ui

import "jishi/model"

// newActivity is an errand for 活动: open the form of a new activity of Kind
// at which Members are expected, of a branch, a team or a project. An empty Kind
// leaves the choice to the form.
type newActivity struct {
	Kind    model.Kind
	Members []model.ID
	Branch  model.ID
	Team    string
	Project model.ID
}

// nextDays is an errand for 生日: list the people of so many days, today among
// them.
type nextDays int

// signFor is an errand for 上报: open what the office above handed down.
type signFor model.ID

// replaceComputer is an errand for 上报: lead through the replacing of a lost
// computer.
type replaceComputer struct{}

// openMinutes is an errand for 活动: open what was decided and agreed at the
// activity.
type openMinutes model.ID
