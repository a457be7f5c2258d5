import { type Call, indented, jsonBlock, type Snippets } from "./snippet.ts";

export const java: Snippets = {
  file: "Main.java",
  run: "java Main.java",
  bearer: ({ baseUrl, method, path, body }, secretKey) =>
    `import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

public class Main {
  public static void main(String[] args) throws Exception {
${textOf(body)}    HttpRequest request = HttpRequest.newBuilder(URI.create(${
      JSON.stringify(baseUrl + path)
    }))
        .header("Authorization", "Bearer ${secretKey}")
${
      body
        ? `        .header("Content-Type", "application/json")\n`
        : ""
    }        .method("${method}", ${
      body ? "HttpRequest.BodyPublishers.ofString(body)" : "HttpRequest.BodyPublishers.noBody()"
    })
        .build();
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    System.out.println(answer.statusCode() + " " + answer.body());
  }
}`,
  signed: ({ baseUrl, method, path, body }, kid) =>
    `import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public class Main {
  static final String BASE = ${JSON.stringify(baseUrl)};
  static final String KID = "${kid}";
  static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static HttpResponse<byte[]> ask(String method, String path, String body) throws Exception {
    String url = BASE + path;
    String jti = UUID.randomUUID().toString();
    String claims = String.format(
        "{\\"alg\\":\\"EdDSA\\",\\"kid\\":\\"%s\\",\\"iat\\":%d,\\"jti\\":\\"%s\\",\\"htm\\":\\"%s\\",\\"htu\\":\\"%s\\"}",
        KID, System.currentTimeMillis() / 1000, jti, method, url);
    String header = encode(claims.getBytes(StandardCharsets.UTF_8));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(privateKey());
    signature.update((header + "." + encode(bytes)).getBytes(StandardCharsets.UTF_8));
    HttpRequest request = HttpRequest.newBuilder(URI.create(url))
        .header("Content-Type", "application/json")
        .header("Countersign-Signature", header + ".." + encode(signature.sign()))
        .method(method, HttpRequest.BodyPublishers.ofByteArray(bytes))
        .build();
    HttpResponse<byte[]> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
    check(answer, jti);
    return answer;
  }

  /** Trust an answer only if the portal signed it, and for this request. */
  static void check(HttpResponse<byte[]> answer, String jti) throws Exception {
    String[] parts = answer.headers().firstValue("Countersign-Signature").orElseThrow().split("\\\\.");
    String claims = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(portalKey(field(claims, "kid")));
    signature.update((parts[0] + "." + encode(answer.body())).getBytes(StandardCharsets.UTF_8));
    if (!signature.verify(Base64.getUrlDecoder().decode(parts[2]))) {
      throw new SecurityException("The answer was changed on its way");
    }
    if (!field(claims, "req").equals(jti)
        || Integer.parseInt(field(claims, "status")) != answer.statusCode()) {
      throw new SecurityException("This answers another request");
    }
  }

  static PrivateKey privateKey() throws Exception {
    String pem = Files.readString(Path.of("private_key.pem")).replaceAll("-----[^-]+-----|\\\\s", "");
    return KeyFactory.getInstance("Ed25519")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
  }

  static PublicKey portalKey(String kid) throws Exception {
    URI url = URI.create(BASE + "/.well-known/jwks.json");
    String keys = HTTP.send(HttpRequest.newBuilder(url).build(),
        HttpResponse.BodyHandlers.ofString()).body();
    Matcher key = Pattern.compile("\\\\{[^{}]*" + Pattern.quote(kid) + "[^{}]*\\\\}").matcher(keys);
    if (!key.find()) throw new SecurityException("The answer is signed with an unknown key");
    String x = HexFormat.of().formatHex(Base64.getUrlDecoder().decode(field(key.group(), "x")));
    // An Ed25519 public key in X.509 form: this prefix, then its 32 bytes.
    byte[] encoded = HexFormat.of().parseHex("302a300506032b6570032100" + x);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  /** A field of flat JSON; with a JSON library at hand, use that. */
  static String field(String json, String name) {
    Matcher field = Pattern.compile("\\"" + name + "\\"\\\\s*:\\\\s*\\"?([^\\",}]*)").matcher(json);
    if (!field.find()) throw new SecurityException("No " + name);
    return field.group(1);
  }

  public static void main(String[] args) throws Exception {
${textOf(body)}    HttpResponse<byte[]> answer = ask("${method}", ${JSON.stringify(path)}, ${
      body ? "body" : `""`
    });
    System.out.println(answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
  }
}`,
  webhook: () =>
    `import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

public class Main {
  static final byte[] SECRET =
      Base64.getDecoder().decode(System.getenv("WEBHOOK_SECRET").replaceFirst("^whsec_", ""));

  static boolean verified(String id, String timestamp, String signatures, byte[] body)
      throws Exception {
    if (id == null || signatures == null) return false;
    if (timestamp == null || !timestamp.matches("\\\\d{1,12}")) return false;
    if (Math.abs(System.currentTimeMillis() / 1000 - Long.parseLong(timestamp)) > 300) return false;
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
    mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
    byte[] expected = ("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body)))
        .getBytes(StandardCharsets.UTF_8);
    for (String each : signatures.split(" ")) {
      if (MessageDigest.isEqual(each.getBytes(StandardCharsets.UTF_8), expected)) return true;
    }
    return false;
  }

  public static void main(String[] args) throws Exception {
    String port = System.getenv().getOrDefault("PORT", "3000");
    HttpServer server = HttpServer.create(new InetSocketAddress(Integer.parseInt(port)), 0);
    server.createContext("/", exchange -> {
      byte[] body = exchange.getRequestBody().readAllBytes();
      var headers = exchange.getRequestHeaders();
      boolean good = false;
      try {
        good = verified(headers.getFirst("webhook-id"), headers.getFirst("webhook-timestamp"),
            headers.getFirst("webhook-signature"), body);
      } catch (Exception problem) {
        System.err.println(problem);
      }
      // Read the event with your JSON library, and remember its id: the same may come twice.
      if (good) System.out.println(headers.getFirst("webhook-id"));
      exchange.sendResponseHeaders(good ? 204 : 400, -1);
      exchange.close();
    });
    server.start();
  }
}`,
};

/** A text block keeps quotes; a backslash is written twice. */
function textOf(body: Call["body"]): string {
  if (!body) return "";
  const text = jsonBlock(body).replaceAll("\\", "\\\\").replaceAll('"""', '\\"""');
  return `    String body = """\n        ${indented(text, "        ")}""";\n`;
}
