// An account's programs with silenceper/wechat: `calls` uses the API, `broadcast` sends to a tag, `server` answers pushes.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"strings"

	"github.com/silenceper/wechat/v2"
	"github.com/silenceper/wechat/v2/cache"
	"github.com/silenceper/wechat/v2/officialaccount"
	"github.com/silenceper/wechat/v2/officialaccount/config"
)

var openids = strings.Split(os.Getenv("OPENIDS"), ",")

func newAccount(secret string) *officialaccount.OfficialAccount {
	return wechat.NewWechat().GetOfficialAccount(&config.Config{
		AppID:          os.Getenv("APPID"),
		AppSecret:      secret,
		Token:          os.Getenv("TOKEN"),
		EncodingAESKey: os.Getenv("AES_KEY"),
		Cache:          cache.NewMemory(),
	})
}

func main() {
	account := newAccount(os.Getenv("SECRET"))
	switch os.Args[1] {
	case "calls":
		calls(account)
	case "broadcast":
		broadcastToTag(account)
	case "server":
		serve(account)
	}
}

// tell prints what a step gave, as one line of JSON.
func tell(step string, result any, err error) {
	line := struct {
		Step    string `json:"step"`
		Result  any    `json:"result,omitempty"`
		Error   string `json:"error,omitempty"`
		Errcode int    `json:"errcode,omitempty"`
	}{Step: step, Result: result}
	if err != nil {
		line.Error = err.Error()
		if found := regexp.MustCompile(`errcode ?= ?(-?\d+)`).FindStringSubmatch(line.Error); found != nil {
			line.Errcode, _ = strconv.Atoi(found[1])
		}
	}
	text, _ := json.Marshal(line)
	fmt.Println(string(text))
}

// ask is a step with a result.
func ask[T any](step string, act func() (T, error)) T {
	result, err := act()
	tell(step, result, err)
	return result
}

// do is a step without one.
func do(step string, act func() error) {
	tell(step, nil, act())
}

// control speaks to the simulator's own API: what no SDK can do, such as moving the clock.
func control(path string, body any) {
	text, _ := json.Marshal(body)
	answer, err := http.Post(os.Getenv("SIMULATOR")+"/_sim/v1"+path, "application/json", bytes.NewReader(text))
	if err != nil {
		panic(err)
	}
	answer.Body.Close()
}

func talk(openid string) {
	control("/fans/"+openid+"/actions", map[string]string{"type": "text", "content": "你好"})
}
