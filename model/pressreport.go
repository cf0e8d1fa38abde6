package model

import (
	"net/url"
	"strings"
)

// PressReport (新闻报道) is what a paper, a station or a site published about
// the centre.
type PressReport struct {
	Record
	Outlet    string // 媒体, such as a paper or its page on the net
	Title     string
	Level     string // 市级, a word of HonourLevels; may be empty
	Published Date
	Link      string // where it can be read; may be empty
	// Activity and Project are what it speaks of; either may be none.
	Activity ID
	Project  ID
	File     KeptPaper // the page as a picture or document; may be empty
}

// Tidy returns the report as it is kept, without blanks around its texts.
func (p PressReport) Tidy() PressReport {
	p.Outlet, p.Title, p.Level, p.Link = strings.TrimSpace(p.Outlet), strings.TrimSpace(p.Title), strings.TrimSpace(p.Level), strings.TrimSpace(p.Link)
	return p
}

// Validate reports the first field that cannot be saved.
func (p PressReport) Validate() error {
	for _, f := range []struct {
		field, label, value string
		most                int
		needed              bool
	}{
		{"Outlet", "媒体名称", p.Outlet, 50, true},
		{"Title", "报道标题", p.Title, 200, true},
		{"Level", "级别", p.Level, 50, false},
		{"Link", "网址", p.Link, 500, false},
	} {
		if f.needed && strings.TrimSpace(f.value) == "" {
			return invalid(f.field, "请填写"+f.label+"。")
		}
		if err := checkLength(f.field, f.label, f.value, f.most); err != nil {
			return err
		}
	}
	if p.Published.IsZero() {
		return invalid("Published", "请填写刊发日期。")
	}
	if err := checkLink(p.Link); err != nil {
		return err
	}
	if err := p.File.validate(); err != nil {
		return err
	}
	return p.Published.validate("Published", "刊发日期")
}

// checkLink refuses what no browser would open.
func checkLink(link string) error {
	if link == "" {
		return nil
	}
	u, err := url.Parse(link)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return invalid("Link", "网址要以 http:// 或 https:// 开头，请照浏览器地址栏里的填写。")
	}
	return nil
}

// PressSummary is a press report as lists show it.
type PressSummary struct {
	PressReport
	ActivityTitle, ProjectName string
}
