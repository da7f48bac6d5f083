package main

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"sync"

	"github.com/silenceper/wechat/v2/officialaccount"
	"github.com/silenceper/wechat/v2/officialaccount/message"
)

// received is what the SDK made of the pushes.
type received struct {
	sync.Mutex
	messages []*message.MixMessage
}

func serve(account *officialaccount.OfficialAccount) {
	var log received
	http.HandleFunc("/wechat", func(writer http.ResponseWriter, request *http.Request) {
		server := account.GetServer(request, writer)
		server.SetMessageHandler(func(got *message.MixMessage) *message.Reply {
			log.Lock()
			log.messages = append(log.messages, got)
			log.Unlock()
			return replyTo(got)
		})
		if err := server.Serve(); err != nil {
			http.Error(writer, "refused", http.StatusForbidden)
			return
		}
		_ = server.Send()
	})
	http.HandleFunc("/received", func(writer http.ResponseWriter, _ *http.Request) {
		log.Lock()
		defer log.Unlock()
		_ = json.NewEncoder(writer).Encode(log.messages)
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Printf("listening http://%s/wechat\n", listener.Addr())
	panic(http.Serve(listener, nil))
}

func replyTo(got *message.MixMessage) *message.Reply {
	switch got.MsgType {
	case message.MsgTypeText:
		return &message.Reply{MsgType: message.MsgTypeText, MsgData: message.NewText(got.Content)}
	case message.MsgTypeImage:
		return &message.Reply{MsgType: message.MsgTypeImage, MsgData: message.NewImage(got.MediaID)}
	case message.MsgTypeVoice:
		return &message.Reply{MsgType: message.MsgTypeVoice, MsgData: message.NewVoice(got.MediaID)}
	case message.MsgTypeLocation:
		text := fmt.Sprintf("%s %v %v", got.Label, got.LocationX, got.LocationY)
		return &message.Reply{MsgType: message.MsgTypeText, MsgData: message.NewText(text)}
	case message.MsgTypeEvent:
		return replyToEvent(got)
	}
	return nil
}

func replyToEvent(got *message.MixMessage) *message.Reply {
	switch got.Event {
	case message.EventSubscribe:
		return &message.Reply{MsgType: message.MsgTypeText, MsgData: message.NewText("扫码关注 " + got.EventKey)}
	case message.EventClick:
		article := message.NewArticle(got.EventKey, "描述", "http://example.com/a.png", "http://example.com/")
		return &message.Reply{MsgType: message.MsgTypeNews, MsgData: message.NewNews([]*message.Article{article})}
	}
	return nil
}
