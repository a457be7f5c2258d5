import { type Call, jsonBlock, type Snippets } from "./snippet.ts";

export const go: Snippets = {
  file: "main.go",
  run: "go run main.go",
  bearer: ({ baseUrl, method, path, body }, secretKey) =>
    `package main

import (
	"fmt"
	"io"
	"log"
	"net/http"
${body ? `	"strings"\n` : ""})

func main() {
${bodyOf(body)}	request, err := http.NewRequest("${method}", ${JSON.stringify(baseUrl + path)}, ${
      body ? "strings.NewReader(body)" : "nil"
    })
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer ${secretKey}")
${body ? `	request.Header.Set("Content-Type", "application/json")\n` : ""}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		log.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(answer.StatusCode, string(text))
}`,
  signed: ({ baseUrl, method, path, body }, kid) =>
    `package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
	"time"
)

const base = ${JSON.stringify(baseUrl)}
const kid = "${kid}"

var b64 = base64.RawURLEncoding

func ask(method, path, body string) (int, []byte, error) {
	key, err := privateKey()
	if err != nil {
		return 0, nil, err
	}
	url, jti := base+path, newID()
	claims, err := json.Marshal(map[string]any{
		"alg": "EdDSA", "kid": kid, "iat": time.Now().Unix(),
		"jti": jti, "htm": method, "htu": url,
	})
	if err != nil {
		return 0, nil, err
	}
	header := b64.EncodeToString(claims)
	signature := ed25519.Sign(key, []byte(header+"."+b64.EncodeToString([]byte(body))))
	request, err := http.NewRequest(method, url, bytes.NewReader([]byte(body)))
	if err != nil {
		return 0, nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Countersign-Signature", header+".."+b64.EncodeToString(signature))
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, nil, err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return 0, nil, err
	}
	return answer.StatusCode, text, check(answer, text, jti)
}

// Trust an answer only if the portal signed it, and for this request.
func check(answer *http.Response, text []byte, jti string) error {
	parts := strings.Split(answer.Header.Get("Countersign-Signature"), ".")
	if len(parts) != 3 {
		return errors.New("the answer is not signed")
	}
	claims, err := b64.DecodeString(parts[0])
	if err != nil {
		return err
	}
	var said struct {
		Kid, Req string
		Status   int
	}
	if err := json.Unmarshal(claims, &said); err != nil {
		return err
	}
	signature, err := b64.DecodeString(parts[2])
	if err != nil {
		return err
	}
	key, err := portalKey(said.Kid)
	if err != nil {
		return err
	}
	if !ed25519.Verify(key, []byte(parts[0]+"."+b64.EncodeToString(text)), signature) {
		return errors.New("the answer was changed on its way")
	}
	if said.Req != jti || said.Status != answer.StatusCode {
		return errors.New("this answers another request")
	}
	return nil
}

func privateKey() (ed25519.PrivateKey, error) {
	text, err := os.ReadFile("private_key.pem")
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(text)
	if block == nil {
		return nil, errors.New("private_key.pem is not a PEM file")
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, err
	}
	private, ok := key.(ed25519.PrivateKey)
	if !ok {
		return nil, errors.New("private_key.pem is not an Ed25519 key")
	}
	return private, nil
}

func portalKey(kid string) (ed25519.PublicKey, error) {
	answer, err := http.Get(base + "/.well-known/jwks.json")
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	var set struct{ Keys []struct{ Kid, X string } }
	if err := json.NewDecoder(answer.Body).Decode(&set); err != nil {
		return nil, err
	}
	for _, key := range set.Keys {
		if key.Kid == kid {
			return b64.DecodeString(key.X)
		}
	}
	return nil, errors.New("the answer is signed with an unknown key")
}

func newID() string {
	id := make([]byte, 16)
	if _, err := rand.Read(id); err != nil {
		log.Fatal(err)
	}
	return b64.EncodeToString(id)
}

func main() {
${bodyOf(body)}	status, text, err := ask("${method}", ${JSON.stringify(path)}, ${
      body ? "body" : `""`
    })
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(status, string(text))
}`,
  webhook: () =>
    `package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
)

func verified(secret []byte, headers http.Header, body []byte) bool {
	timestamp := headers.Get("webhook-timestamp")
	sent, err := strconv.ParseInt(timestamp, 10, 64)
	if err != nil {
		return false
	}
	if age := time.Since(time.Unix(sent, 0)); age > 5*time.Minute || age < -5*time.Minute {
		return false
	}
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(headers.Get("webhook-id") + "." + timestamp + "."))
	mac.Write(body)
	expected := "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
	for _, each := range strings.Split(headers.Get("webhook-signature"), " ") {
		if hmac.Equal([]byte(each), []byte(expected)) {
			return true
		}
	}
	return false
}

func main() {
	text := strings.TrimPrefix(os.Getenv("WEBHOOK_SECRET"), "whsec_")
	secret, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(secret) == 0 {
		log.Fatal("WEBHOOK_SECRET is missing")
	}
	port := os.Getenv("PORT")
	if port == "" {
		port = "3000"
	}
	http.HandleFunc("/", func(answer http.ResponseWriter, request *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(answer, request.Body, 1<<20))
		if err != nil || !verified(secret, request.Header, body) {
			answer.WriteHeader(http.StatusBadRequest)
			return
		}
		var event struct {
			EventID string \`json:"event_id"\`
			Type    string
		}
		if err := json.Unmarshal(body, &event); err != nil {
			answer.WriteHeader(http.StatusBadRequest)
			return
		}
		// Remember EventID: the same event may come twice.
		fmt.Println(event.Type, event.EventID)
		answer.WriteHeader(http.StatusNoContent)
	})
	log.Fatal(http.ListenAndServe(":"+port, nil))
}`,
};

/** A raw string keeps everything but a backquote. */
function bodyOf(body: Call["body"]): string {
  if (!body) return "";
  return `	body := \`${jsonBlock(body).replaceAll("`", '` + "`" + `')}\`\n`;
}
