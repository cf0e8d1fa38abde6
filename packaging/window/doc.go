// Package window tests the finished programs in a real window: what make
// build made, under Xvfb, and what make windows made, under Wine. The tests
// need them built and so stand behind the build tag realwindow.
package window
