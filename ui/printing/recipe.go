package printing

import "context"

// recipe is how a form comes about: what its file is called, and what it is
// drawn from.
type recipe struct {
	name func(ctx context.Context, st Store, job Job) (string, error)
	load func(ctx context.Context, st Store, job Job) (form, error)
}

// recipes has one for each of Kinds.
var recipes = map[Kind]recipe{
	SignIn:          {activityName, loadRoll},
	SignedIn:        {activityName, loadRoll},
	SignInPhotos:    {activityName, loadRoll},
	PlaceCards:      {activityName, loadRoll},
	Record:          {activityName, loadRoll},
	RecordFolder:    {folderName, loadFolder},
	Completion:      {completionName, loadCertificates},
	CompletionProof: {proofName, loadProof},
	Attendance:      {programmeName, loadAttendance},
	NotPassed:       {programmeName, loadAttendance},
	Volunteer:       {volunteerName, loadCertificates},
	Birthdays:       {birthdaysName, loadBirthdays},
	Cards:           {birthdaysName, loadBirthdays},
	Visits:          {birthdaysName, loadBirthdays},
	Roster:          {rosterName, loadRoster},
	MemberCards:     {rosterName, loadRoster},
	Profile:         {profileName, loadProfile},
	ServiceRecord:   {serviceName, loadService},
	ServiceProof:    {serviceName, loadService},
	PublicNotice:    {serviceName, loadService},
	Team:            {teamName, loadTeam},
	DutyRoster:      {teamName, loadDutyRoster},
	Projects:        {teamName, loadProjects},
	Honour:          {honourName, loadHonour},
	HonourProof:     {honourName, loadHonourProof},
	Honours:         {awardsName, loadHonours},
	Press:           {awardsName, loadPress},
	Register:        {registerName, loadRegister},
	Statistics:      {reportName, loadReport},
	LifeCheck:       {reportName, loadReport},
	DualLife:        {reportName, loadReport},
	VolunteerYear:   {serviceSummaryName, loadServiceSummary},
	CentreOverview:  {centresName, loadCentres},
	HandoverSlip:    {exchangeName, loadExchange},
	RecoverySheet:   {exchangeName, loadExchange},
}
