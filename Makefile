# 服务纪实. Every target sets up what it needs: packages through apt on Debian
# and Ubuntu, pinned tools in .tools. The steps themselves lie in packaging/.

TAGS    := migrated_fynedo
VERSION := $(shell sed -n 's/^Version = "\(.*\)"/\1/p' FyneApp.toml)
SETUP   := packaging/setup.sh

# Chinese file names and Fyne need a UTF-8 locale.
ifeq ($(filter %UTF-8 %utf8,$(or $(LC_ALL),$(LC_CTYPE),$(LANG))),)
export LC_ALL :=
export LANG := C.UTF-8
endif

.PHONY: help demo test run build bench screens windows windows-check icons clean

help:
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' Makefile | expand -t 22

demo: build ## A sample centre in ./demo, a sample street in ./demo-street, a district in ./demo-district, a package to and fro, and the window
	bin/jishi demo ./demo
	bin/jishi demo ./demo-street --office street
	bin/jishi demo ./demo-district --office district
	packaging/exchange.sh ./demo ./demo-street
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then bin/jishi --data ./demo; else \
		echo "没有显示器，不打开窗口。示例中心在 ./demo，PDF 在 ./demo/pdf，导出的名单在 ./demo/导出；示例街道在 ./demo-street，示例区在 ./demo-district。"; fi

test: build ## Format, vet, lint, tests, the program in a real window
	$(SETUP) screen test tools
	packaging/test.sh

run: build ## The window on your own data folder
	bin/jishi

build: ## bin/jishi
	$(SETUP) build
	go build -trimpath -buildvcs=false -tags $(TAGS) -ldflags "-X main.version=$(VERSION)" -o bin/jishi .

bench: build ## What each promised job costs, beside its floor
	$(SETUP) screen test
	packaging/bench.sh $(TAGS)

screens: build ## Every page and dialog as PNG in ./screens
	$(SETUP) screen
	packaging/screens.sh

windows: ## dist/: the program for Windows, with its window and for the console
	$(SETUP) windows
	packaging/windows.sh $(VERSION) $(TAGS)

windows-check: build windows ## Both Windows programs under Wine
	$(SETUP) screen wine
	packaging/windows-check.sh

icons: ## The pictures of the icon, from its drawing
	go run ./packaging/icon

clean: ## Everything that was built; never a data folder of yours
	rm -rf bin dist demo demo-street demo-district screens .tools
