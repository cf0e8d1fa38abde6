package store

import (
	"context"
	"strings"

	"jishi/model"
)

// operatorSetting names the setting that holds who is at the computer.
const operatorSetting = "operator"

// Operator returns the name of whoever is at the computer, "" where nobody has
// said so.
func (s *Store) Operator() string {
	s.turn.Lock()
	defer s.turn.Unlock()
	return s.operator
}

// SaveOperator notes who is at the computer from now on: changes are kept
// under that name. The name is taken on trust.
func (s *Store) SaveOperator(ctx context.Context, name string) error {
	const doing = "save the operator"
	name = strings.TrimSpace(name)
	if err := model.CheckWord(name); err != nil {
		return explain(doing, err)
	}
	return s.write(ctx, doing, func(c *change) error {
		s.operator = name
		return c.set(operatorSetting, name)
	})
}
