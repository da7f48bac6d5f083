package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"

	"github.com/silenceper/wechat/v2/domain/openapi"
	"github.com/silenceper/wechat/v2/officialaccount"
	"github.com/silenceper/wechat/v2/officialaccount/basic"
	"github.com/silenceper/wechat/v2/officialaccount/broadcast"
	"github.com/silenceper/wechat/v2/officialaccount/customerservice"
	"github.com/silenceper/wechat/v2/officialaccount/draft"
	"github.com/silenceper/wechat/v2/officialaccount/material"
	"github.com/silenceper/wechat/v2/officialaccount/menu"
	"github.com/silenceper/wechat/v2/officialaccount/message"
	"github.com/silenceper/wechat/v2/officialaccount/user"
)

func calls(account *officialaccount.OfficialAccount) {
	basics(account)
	menus(account)
	people(account)
	image, voice, thumb := files(account)
	messages(account, image, voice, thumb)
	agents(account)
	templates(account)
	mass(account)
	statistics(account)
	ocr(account)
	failures(account)
}

func basics(account *officialaccount.OfficialAccount) {
	api := account.GetBasic()
	ask("GetCallbackIP", api.GetCallbackIP)
	ask("GetAPIDomainIP", api.GetAPIDomainIP)
	ask("GetJs.GetConfig", func() (any, error) { return account.GetJs().GetConfig("http://example.com/") })
	ticket := ask("GetQRTicket", func() (*basic.Ticket, error) {
		return api.GetQRTicket(basic.NewTmpQrRequest(time.Hour, 123))
	})
	ask("ShowQRCode", func() (int, error) { return download(basic.ShowQRCode(ticket)) })
	ask("GetQRTicket for ever", func() (*basic.Ticket, error) {
		return api.GetQRTicket(basic.NewLimitQrRequest("门店"))
	})
	ask("GetAPIQuota", func() (any, error) {
		return account.GetOpenAPI().GetAPIQuota(openapi.GetAPIQuotaParams{CgiPath: "/cgi-bin/user/info"})
	})
	do("ClearQuota", account.GetOpenAPI().ClearQuota)
}

func menus(account *officialaccount.OfficialAccount) {
	api := account.GetMenu()
	buttons := []*menu.Button{
		menu.NewClickButton("今日歌曲", "V1001_TODAY_MUSIC"),
		menu.NewSubButton("菜单", []*menu.Button{
			menu.NewViewButton("搜索", "http://example.com/?a=1&b=2"),
			menu.NewScanCodePushButton("扫码", "scan"),
		}),
	}
	do("SetMenu", func() error { return api.SetMenu(buttons) })
	do("AddConditional", func() error { return api.AddConditional(buttons, &menu.MatchRule{ClientPlatformType: "1"}) })
	all := ask("GetMenu", api.GetMenu)
	ask("MenuTryMatch", func() (any, error) { return api.MenuTryMatch(openids[0]) })
	ask("GetCurrentSelfMenuInfo", api.GetCurrentSelfMenuInfo)
	do("DeleteConditional", func() error {
		if len(all.Conditionalmenu) == 0 {
			return fmt.Errorf("there is no conditional menu")
		}
		return api.DeleteConditional(all.Conditionalmenu[0].MenuID)
	})
}

func people(account *officialaccount.OfficialAccount) {
	api := account.GetUser()
	ask("GetUserInfo", func() (any, error) { return api.GetUserInfo(openids[0]) })
	ask("BatchGetUserInfo", func() (any, error) {
		list := []user.BatchGetUserListItem{{OpenID: openids[0]}, {OpenID: openids[1], Lang: "en"}}
		return api.BatchGetUserInfo(user.BatchGetUserInfoParams{UserList: list})
	})
	do("UpdateRemark", func() error { return api.UpdateRemark(openids[0], "老朋友") })
	ask("ListAllUserOpenIDs", func() (any, error) { return api.ListAllUserOpenIDs() })
	tag := ask("CreateTag", func() (*user.TagInfo, error) { return api.CreateTag("常客") })
	ask("GetTag", func() (any, error) { return api.GetTag() })
	do("UpdateTag", func() error { return api.UpdateTag(tag.ID, "老常客") })
	do("BatchTag", func() error { return api.BatchTag(openids[:2], tag.ID) })
	ask("OpenIDListByTag", func() (any, error) { return api.OpenIDListByTag(tag.ID) })
	ask("UserTidList", func() (any, error) { return api.UserTidList(openids[0]) })
	do("BatchUntag", func() error { return api.BatchUntag(openids[:1], tag.ID) })
	do("DeleteTag", func() error { return api.DeleteTag(tag.ID) })
	do("BatchBlackList", func() error { return api.BatchBlackList(openids[2]) })
	ask("GetAllBlackList", func() (any, error) { return api.GetAllBlackList() })
	do("BatchUnBlackList", func() error { return api.BatchUnBlackList(openids[2]) })
}

func files(account *officialaccount.OfficialAccount) (image, voice, thumb string) {
	api := account.GetMaterial()
	upload := func(kind material.MediaType, name string, data []byte) material.Media {
		return ask("MediaUploadFromReader "+string(kind), func() (material.Media, error) {
			return api.MediaUploadFromReader(kind, name, bytes.NewReader(data))
		})
	}
	image = upload(material.MediaTypeImage, "照片.png", png).MediaID
	voice = upload(material.MediaTypeVoice, "a.amr", amr).MediaID
	thumb = upload(material.MediaTypeThumb, "a.jpg", jpg).ThumbMediaID
	ask("GetMediaURL", func() (int, error) {
		url, err := api.GetMediaURL(image)
		if err != nil {
			return 0, err
		}
		return download(url)
	})
	ask("ImageUpload", func() (string, error) { return api.ImageUpload(file("a.png", png)) })

	var kept string
	do("AddMaterialFromReader", func() (err error) {
		kept, _, err = api.AddMaterialFromReader(material.MediaTypeImage, "a.png", bytes.NewReader(png))
		return err
	})
	var cover string
	do("AddMaterialFromReader thumb", func() (err error) {
		cover, _, err = api.AddMaterialFromReader(material.MediaTypeThumb, "a.jpg", bytes.NewReader(jpg))
		return err
	})
	do("AddVideoFromReader", func() error {
		_, _, err := api.AddVideoFromReader("a.mp4", "片名", "简介", bytes.NewReader(mp4))
		return err
	})
	ask("BatchGetMaterial", func() (any, error) { return api.BatchGetMaterial(material.PermanentMaterialTypeImage, 0, 10) })
	ask("GetMaterialCount", func() (any, error) { return api.GetMaterialCount() })
	do("DeleteMaterial", func() error { return api.DeleteMaterial(kept) })

	drafts := account.GetDraft()
	article := &draft.Article{Title: "标题", Content: "<p>正文</p>", ThumbMediaID: cover}
	id := ask("AddDraft", func() (string, error) { return drafts.AddDraft([]*draft.Article{article}) })
	article.Title = "新标题"
	do("UpdateDraft", func() error { return drafts.UpdateDraft(article, id, 0) })
	ask("GetDraft", func() (any, error) { return drafts.GetDraft(id) })
	ask("CountDraft", func() (any, error) { return drafts.CountDraft() })
	ask("PaginateDraft", func() (any, error) { return drafts.PaginateDraft(0, 10, true) })
	publishing := account.GetFreePublish()
	published := ask("Publish", func() (int64, error) { return publishing.Publish(id) })
	control("/clock", map[string]int{"advanceSeconds": 60})
	status := ask("SelectStatus", func() (any, error) { return publishing.SelectStatus(published) })
	_ = status
	list, err := publishing.Paginate(0, 10, true)
	tell("Paginate", list, err)
	if len(list.Item) > 0 {
		article := list.Item[0].ArticleID
		ask("First", func() (any, error) { return publishing.First(article) })
		do("Delete publication", func() error { return publishing.Delete(article, 1) })
	}
	second := ask("AddDraft again", func() (string, error) { return drafts.AddDraft([]*draft.Article{article}) })
	do("DeleteDraft", func() error { return drafts.DeleteDraft(second) })
	return image, voice, thumb
}

func messages(account *officialaccount.OfficialAccount, image, voice, thumb string) {
	api := account.GetCustomerMessageManager()
	first := openids[0]
	talk(first)
	do("Send text", func() error { return api.Send(message.NewCustomerTextMessage(first, "你好，Go <b>&</b>")) })
	do("Send image", func() error { return api.Send(message.NewCustomerImgMessage(first, image)) })
	do("Send voice", func() error { return api.Send(message.NewCustomerVoiceMessage(first, voice)) })
	do("Send news", func() error {
		article := message.MediaArticles{Title: "图文", Description: "描述", URL: "http://example.com/", Picurl: "http://example.com/a.png"}
		return api.Send(&message.CustomerMessage{ToUser: first, Msgtype: message.MsgTypeNews, News: &message.MediaNews{Articles: []message.MediaArticles{article}}})
	})
	do("Send miniprogrampage", func() error {
		return api.Send(message.NewCustomerMiniprogrampageMessage(first, "小程序", "wx0000000000000001", "pages/index", thumb))
	})
}

func agents(account *officialaccount.OfficialAccount) {
	api := account.GetCustomerServiceManager()
	kefu := "kefu1@" + os.Getenv("ALIAS")
	do("Add", func() error { return api.Add(kefu, "客服一") })
	do("Update", func() error { return api.Update(kefu, "客服二") })
	do("InviteBind", func() error { return api.InviteBind(kefu, "wx_worker1") })
	do("UploadHeadImg", func() error { return api.UploadHeadImg(kefu, file("a.jpg", jpg)) })
	ask("List", func() (any, error) { return api.List() })
	ask("OnlineList", func() (any, error) { return api.OnlineList() })
	do("SendTypingStatus", func() error { return api.SendTypingStatus(openids[0], customerservice.Typing) })
	do("SendTypingStatus cancel", func() error { return api.SendTypingStatus(openids[0], customerservice.CancelTyping) })
	do("Delete", func() error { return api.Delete(kefu) })
}

func templates(account *officialaccount.OfficialAccount) {
	api := account.GetTemplate()
	id := ask("Template.Add", func() (string, error) { return api.Add("TM00015", nil) })
	ask("Template.List", func() (any, error) { return api.List() })
	ask("Template.Send", func() (int64, error) {
		return api.Send(&message.TemplateMessage{ToUser: openids[0], TemplateID: id, URL: "http://example.com/", Data: map[string]*message.TemplateDataItem{
			"thing1":            {Value: "鹦鹉一只"},
			"time2":             {Value: "2026年1月8日 15:20"},
			"amount3":           {Value: "¥58.00"},
			"character_string4": {Value: "202601080042"},
			"phrase5":           {Value: "微信支付"},
		}})
	})
	do("Template.Delete", func() error { return api.Delete(id) })

	notices := account.GetSubscribe()
	ask("Subscribe.GetCategory", func() (any, error) { return notices.GetCategory() })
	var first string
	do("Subscribe.GetPublicTemplateTitleList", func() error {
		_, list, err := notices.GetPublicTemplateTitleList("307", 0, 10)
		if err == nil && len(list) > 0 {
			first = fmt.Sprint(list[0].TitleID)
		}
		return err
	})
	ask("Subscribe.GetPubTplKeyWordsByID", func() (any, error) { return notices.GetPubTplKeyWordsByID(first) })
	notice := ask("Subscribe.Add", func() (string, error) { return notices.Add(first, []int{1, 2}, "订单") })
	ask("Subscribe.List", func() (any, error) { return notices.List() })
	do("Subscribe.Delete", func() error { return notices.Delete(notice) })
}

func mass(account *officialaccount.OfficialAccount) {
	api := account.GetBroadcast()
	sent := ask("Broadcast.SendText", func() (*broadcast.Result, error) {
		return api.SendText(&broadcast.User{OpenID: openids[:2]}, "群发给名单")
	})
	ask("Broadcast.GetMassStatus", func() (any, error) { return api.GetMassStatus(fmt.Sprint(sent.MsgID)) })
	ask("Broadcast.Preview", func() (any, error) {
		return account.GetBroadcast().Preview().SendText(&broadcast.User{OpenID: openids[:1]}, "先看看")
	})
	ask("Broadcast.GetSpeed", func() (any, error) { return api.GetSpeed() })
	ask("Broadcast.SetSpeed", func() (any, error) { return api.SetSpeed(2) })
}

func statistics(account *officialaccount.OfficialAccount) {
	api := account.GetDataCube()
	day := time.Now().AddDate(0, 0, -1).Format("2006-01-02")
	ask("GetUserSummary", func() (any, error) { return api.GetUserSummary(day, day) })
	ask("GetUserAccumulate", func() (any, error) { return api.GetUserAccumulate(day, day) })
	ask("GetInterfaceSummary", func() (any, error) { return api.GetInterfaceSummary(day, day) })
	ask("GetUpstreamMsg", func() (any, error) { return api.GetUpstreamMsg(day, day) })
	ask("GetArticleSummary", func() (any, error) { return api.GetArticleSummary(day, day) })
	ask("GetUserReadHour", func() (any, error) { return api.GetUserReadHour(day, day) })
}

func ocr(account *officialaccount.OfficialAccount) {
	ask("OCR.Common", func() (any, error) { return account.GetOCR().Common("http://example.com/a.png") })
	ask("OCR.IDCard", func() (any, error) { return account.GetOCR().IDCard("http://example.com/a.png") })
}

func failures(account *officialaccount.OfficialAccount) {
	ask("refused: unknown openid", func() (any, error) { return account.GetUser().GetUserInfo("oNobodyNobodyNobodyNobodyNob") })
	do("refused: unknown material", func() error { return account.GetMaterial().DeleteMaterial("nothing") })
	ask("refused: wrong secret", func() (any, error) { return newAccount("00000000000000000000000000000000").GetBasic().GetCallbackIP() })
	do("refused: empty menu", func() error { return account.GetMenu().SetMenuByJSON(`{"button":[]}`) })
	// Two hours pass for WeChat; this SDK goes by its own clock and reports the dead token
	control("/clock", map[string]int{"advanceSeconds": 7300})
	ask("refused: expired token", func() (any, error) { return account.GetUser().GetUserInfo(openids[0]) })
	ask("GetUserInfo with a new token", func() (any, error) { return newAccount(os.Getenv("SECRET")).GetUser().GetUserInfo(openids[0]) })
}

// broadcastToTag tags the first two people and sends them a text.
func broadcastToTag(account *officialaccount.OfficialAccount) {
	api := account.GetUser()
	tag := ask("CreateTag", func() (*user.TagInfo, error) { return api.CreateTag("群发") })
	do("BatchTag", func() error { return api.BatchTag(openids[:2], tag.ID) })
	ask("SendText", func() (*broadcast.Result, error) {
		return account.GetBroadcast().SendText(&broadcast.User{TagID: int64(tag.ID)}, "标签群发：你好")
	})
}

// download gives the number of bytes of a picture.
func download(url string) (int, error) {
	answer, err := http.Get(url)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err == nil && answer.Header.Get("Content-Type")[:6] != "image/" {
		return 0, fmt.Errorf("not a picture: %s", data)
	}
	return len(data), err
}
