import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, stop, until } from "./servers";

const pythons = ["/usr/bin/python3", "python3"];

/** A Python that has Django and SimpleJWT, or null. Debian's own comes first: its packages belong to it alone. */
export function findDjango(): string | null {
  const has = (python: string) =>
    spawnSync(python, ["-c", "import django, rest_framework_simplejwt"], { stdio: "ignore" }).status === 0;
  return pythons.find(has) ?? null;
}

/** A whole auth server: its users, and SimpleJWT's own two endpoints. */
const project = `
import json, os, sys
from datetime import timedelta
from wsgiref.simple_server import make_server, WSGIRequestHandler
import django
from django.conf import settings

given = json.loads(os.environ["AUTH_SERVER"])
settings.configure(
    SECRET_KEY="only for this test, but long enough to be one",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF="auth_server",
    USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    INSTALLED_APPS=[
        "django.contrib.auth", "django.contrib.contenttypes", "rest_framework",
        "rest_framework_simplejwt", "rest_framework_simplejwt.token_blacklist",
    ],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": given["database"]}},
    REST_FRAMEWORK={"DEFAULT_AUTHENTICATION_CLASSES": []},
    SIMPLE_JWT={
        "ACCESS_TOKEN_LIFETIME": timedelta(minutes=5),
        "ROTATE_REFRESH_TOKENS": True,
        "BLACKLIST_AFTER_ROTATION": True,
        "ISSUER": given["issuer"],
        **given["jwt"],
    },
)
sys.modules["auth_server"] = sys.modules["__main__"]
django.setup()

from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.urls import path
from rest_framework_simplejwt.serializers import TokenObtainPairSerializer
from rest_framework_simplejwt.views import TokenObtainPairView, TokenRefreshView


class WithName(TokenObtainPairSerializer):
    @classmethod
    def get_token(cls, user):
        token = super().get_token(user)
        token["username"] = user.username
        return token


views = {"serializer_class": WithName} if given["names"] else {}
urlpatterns = [
    path("auth/token/", TokenObtainPairView.as_view(**views)),
    path("auth/token/refresh/", TokenRefreshView.as_view()),
]


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


call_command("migrate", verbosity=0)
for user in given["users"]:
    if not User.objects.filter(pk=user["id"]).exists():
        User.objects.create_user(**user)
make_server("127.0.0.1", given["port"], get_wsgi_application(), handler_class=Quiet).serve_forever()
`;

export interface DjangoUser {
  readonly id: number;
  readonly username: string;
  readonly password: string;
}

/** A real Django with SimpleJWT, with these users. `jwt` is what SIMPLE_JWT says about keys; `names` puts the username into tokens. */
export async function startDjango({
  python,
  users,
  jwt,
  issuer,
  names,
}: {
  python: string;
  users: readonly DjangoUser[];
  jwt: Record<string, string>;
  issuer: string;
  names: boolean;
}) {
  const folder = mkdtempSync(join(tmpdir(), "podium-django-"));
  const script = join(folder, "main.py");
  writeFileSync(script, project);
  const port = await freePort();
  const given = JSON.stringify({ database: join(folder, "users.sqlite3"), users, jwt, issuer, names, port });
  const child: ChildProcess = spawn(python, [script], {
    env: { ...process.env, AUTH_SERVER: given },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const url = `http://127.0.0.1:${port}/auth`;
  await until("Django", async () => (await fetch(`${url}/token/`)).status === 405, 30);
  return {
    url,
    /** What a program of the user's does to have a token. */
    async token({ username, password }: DjangoUser): Promise<string> {
      const response = await fetch(`${url}/token/`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ username, password }),
      });
      return ((await response.json()) as { access: string }).access;
    },
    /** Uses a refresh token up: Django blacklists it when it gives the next. */
    async spend(refresh: string): Promise<number> {
      const response = await fetch(`${url}/token/refresh/`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ refresh }),
      });
      return response.status;
    },
    async stop() {
      await stop(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
