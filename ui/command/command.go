// Package command is the face of the program for scheduled work and for
// checking: the same jobs as the window, asked for on the command line.
//
// It owns arguments, the plain and the JSON form of answers, and exit
// statuses: 0 done, 1 could not be done, 2 wrong use. It knows no window; main
// hands one in.
package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"jishi/model"
	"jishi/model/store"
)

// Exit statuses.
const (
	done     = 0
	failed   = 1
	wrongUse = 2
)

// Env is what the program runs in.
type Env struct {
	Out, Err io.Writer
	Version  string
	// Window opens the window on a data folder and returns when it is closed.
	Window func(ctx context.Context, w Window) error
}

// Window is what the window is opened with.
type Window struct {
	Dir string           // data folder
	Now func() time.Time // the clock; stands still where --date was given
	Log *slog.Logger
}

// arguments is the command line. Help texts are Chinese like the program.
type arguments struct {
	Data    string           `placeholder:"DIR" help:"数据文件夹。不写时用本机默认的数据文件夹。"`
	JSON    bool             `name:"json" help:"以 JSON 输出。"`
	Date    date             `placeholder:"DATE" help:"当作今天的日期，如 2018-05-07。不写时用电脑的日期。"`
	Version kong.VersionFlag `help:"显示版本。"`

	Window     windowCommand     `cmd:"" default:"1" hidden:"" help:"打开窗口。"`
	Demo       demoCommand       `cmd:"" help:"在文件夹 DIR 里建一个示例中心，并打印一套 PDF。"`
	Import     importCommand     `cmd:"" help:"检查花名册；加 --apply 才导入。"`
	Members    membersCommand    `cmd:"" help:"列出人员。"`
	Duplicates duplicatesCommand `cmd:"" help:"列出可能重复登记的人，只看不改。"`
	Birthdays  birthdaysCommand  `cmd:"" help:"列出将到的生日和政治生日。"`
	Activities activitiesCommand `cmd:"" help:"列出活动和到会人数。"`
	Statistics statisticsCommand `cmd:"" help:"统计一段时间的活动：场次、人次、人数、小时、到会率。"`
	Print      printCommand      `cmd:"" help:"打印到 PDF：sign-in 签到表、sign-in-photos 带照片的签到表、place-cards 席卡、record 活动纪实、record-folder 活动纪实汇编、completion 结业证书、completion-proof 结业证书样张、attendance-table 考勤表、not-passed 未合格人员、volunteer 志愿服务证书、birthdays 生日名单、cards 贺卡、visits 走访名单、roster 花名册、member-cards 会员卡、team 服务队概览、duty-roster 值班表、projects 公益项目一览表、profile 个人档案、service-record 志愿服务记录、proof 志愿服务记录证明、notice 公示、statistics 活动统计、life-check 组织生活体检、dual-life 双重组织生活、volunteer-year 志愿服务年度总结、honour 荣誉证书、honour-proof 荣誉证书样张、honours 荣誉一览表、press 新闻报道登记表、register 证书登记簿。"`
	Verify     verifyCommand     `cmd:"" help:"核验志愿服务记录证明上的核验码，不联网。"`
	Platform   platformCommand   `cmd:"" help:"列出还没有在外部平台（如二七志愿汇）填报的服务；加 --out 写成表格，--mark 标为已填报。"`
	ExportList exportListCommand `cmd:"" help:"把人员名单导出到 .xlsx 或 .csv。"`
	Identity   identityCommand   `cmd:"" help:"本单位的名称和指纹；写出单位文件或恢复文件。"`
	Pair       pairCommand       `cmd:"" help:"登记对方单位：指纹要和电话里念的一样。"`
	Export     exportCommand     `cmd:"" help:"写一个上报包。"`
	Inspect    inspectCommand    `cmd:"" help:"看一个收到的包，只看不改。"`
	Receive    receiveCommand    `cmd:"" help:"检查收到的包；加 --apply 才导入。"`
	Undo       undoCommand       `cmd:"" help:"撤销一个中心最近导入的包。"`
	Answer     answerCommand     `cmd:"" help:"给一个中心写回执包：签收了哪些包、下发事项和词表；中心之间，签收转来的人。"`
	Rebuild    rebuildCommand    `cmd:"" help:"给丢了电脑的中心写重建包，从街道的数据恢复。"`
	Handover   handoverCommand   `cmd:"" help:"把一个人转给另一个中心：写一个转移包，标记为转出。"`
	Centres    centresCommand    `cmd:"" help:"列出登记过的单位和它们最近的包。"`
	Check      checkCommand      `cmd:"" help:"检查数据是否完好。"`
}

// session is what a command works with.
type session struct {
	context.Context
	env  Env
	args *arguments
	log  *slog.Logger
}

// Main runs the program with args (without the program's name) and returns
// its exit status.
func Main(ctx context.Context, env Env, args []string) int {
	var cli arguments
	exited := -1
	parser, err := kong.New(&cli,
		kong.Name("jishi"),
		kong.Description("服务纪实：社区党群服务中心的人员、活动和证书。不带命令时打开窗口。"),
		kong.Vars{"version": env.Version, "kinds": kindNames()},
		kong.Writers(env.Out, env.Err),
		kong.Exit(func(code int) { exited = code }),
	)
	if err != nil {
		return complain(env.Err, err)
	}
	parsed, err := parser.Parse(args)
	if exited >= 0 { // help or version was printed
		return exited
	}
	if err != nil {
		return misused(env.Err, err)
	}
	s := &session{Context: ctx, env: env, args: &cli, log: slog.New(slog.DiscardHandler)}
	if err := parsed.Run(s); err != nil {
		var usage *usageError
		if errors.As(err, &usage) {
			return misused(env.Err, err)
		}
		return complain(env.Err, err)
	}
	return done
}

// usageError is a wrong use that only the command itself can see.
type usageError struct{ message string }

func (e *usageError) Error() string { return e.message }

func misused(w io.Writer, err error) int {
	say(w, "用法不对："+err.Error()+"。加 --help 看说明。")
	return wrongUse
}

// complain says err in one plain line.
func complain(w io.Writer, err error) int {
	text := err.Error()
	var known *model.Error
	if errors.As(err, &known) {
		text = known.Message
		if known.Code == model.KeysLost {
			text += "命令行用 jishi identity --restore FILE、jishi identity --keep（用电脑里的这一份）或 jishi identity --new-keys。"
		}
	}
	say(w, strings.Join(strings.Fields(text), " "))
	return failed
}

// say writes a last line; where even that cannot be written nobody is left to
// be told.
func say(w io.Writer, line string) {
	if _, err := fmt.Fprintln(w, line); err != nil {
		slog.Debug("write a message", "error", err)
	}
}

// now is the session's clock.
func (s *session) now() time.Time {
	if d := model.Date(s.args.Date); d.Full() {
		// Half past eight: a date that is asked for stands for a working morning.
		return time.Date(d.Year, time.Month(d.Month), d.Day, 8, 30, 0, 0, time.Local)
	}
	return time.Now()
}

// dir is the data folder: the one asked for, or this user's own.
func (s *session) dir() (string, error) {
	if s.args.Data != "" {
		return filepath.Abs(s.args.Data)
	}
	config, err := os.UserConfigDir()
	if err != nil {
		return "", fmt.Errorf("find the data folder: %w", err)
	}
	return filepath.Join(config, "Jishi"), nil
}

// withStore runs work on the data folder's store. A folder without data is
// not silently made into one.
func (s *session) withStore(work func(*store.Store) error) (err error) {
	dir, err := s.dir()
	if err != nil {
		return err
	}
	if !store.Exists(dir) {
		return &model.Error{Code: model.NotFound, Message: "这个文件夹里没有服务纪实的数据：" + dir}
	}
	return s.openStore(dir, work)
}

// openStore runs work on the store of dir, made where it is missing.
func (s *session) openStore(dir string, work func(*store.Store) error) (err error) {
	st, err := store.Open(s, dir, store.Options{Now: s.now, Log: s.log})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	return work(st)
}

// answer writes value as JSON where that was asked for, else calls plain.
func (s *session) answer(value any, plain func(w io.Writer) error) error {
	if !s.args.JSON {
		return plain(s.env.Out)
	}
	encoder := json.NewEncoder(s.env.Out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}

// date is a model.Date as an argument.
type date model.Date

// UnmarshalText reads a full day.
func (d *date) UnmarshalText(text []byte) error {
	parsed, err := model.ParseDate(string(text))
	if err == nil && !parsed.Full() {
		err = fmt.Errorf("“%s”缺少年、月或日", text)
	}
	*d = date(parsed)
	return err
}

// month is a model.Date without a day as an argument.
type month model.Date

// UnmarshalText reads a month such as 2018-05.
func (m *month) UnmarshalText(text []byte) error {
	parsed, err := model.ParseDate(string(text))
	if err == nil && (parsed.Year == 0 || parsed.Month == 0 || parsed.Day != 0) {
		err = fmt.Errorf("“%s”不是月份，请写成 2018-05 这样", text)
	}
	*m = month(parsed)
	return err
}
