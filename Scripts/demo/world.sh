# Pieces of Scripts/run: the private cluster, the provider's three machines, the servers. Sourced; uses $root $dir $bin $port $gateway_port.

say() { printf '\n== %s\n' "$*" >&2; }
fault() { printf '运行失败:%s\n' "$*" >&2; exit 1; }
port_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
# Both are whole or absent, wherever a run is killed.
secret() { [ -s "$1" ] || { head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$1.part"; mv "$1.part" "$1"; }; }
ssh_key() { # FILE
  [ ! -s "$1" ] || return 0
  rm -f "$1.part" "$1.part.pub"
  ssh-keygen -q -t ed25519 -N '' -C demo -f "$1.part"
  mv "$1.part.pub" "$1.pub"
  mv "$1.part" "$1"
}

enough_space() { # DIR GIGABYTES
  local free
  free=$(df -Pk "$1" | awk 'NR == 2 { print int($4 / 1048576) }')
  [ "$free" -ge "$2" ] || fault "磁盘空间不足:$1 只剩 ${free} GB,至少需要 $2 GB。"
}

# Ends what a killed run left behind: only processes that still are the ones whose number was written down.
stop_left() { # PIDDIR
  local file number
  # The walk first: it must not go on against servers that are being stopped.
  for file in "$1"/walk "$1"/*; do
    [ -e "$file" ] || continue
    number=$(cat "$file")
    if [ -r "/proc/$number/cmdline" ] && tr '\0' ' ' <"/proc/$number/cmdline" | grep -qF "$dir"; then
      kill "$number" 2>/dev/null || true
      for _ in $(seq 100); do kill -0 "$number" 2>/dev/null || break; sleep 0.1; done
      kill -9 "$number" 2>/dev/null || true
    fi
    rm -f "$file"
  done
}

start() { # NAME COMMAND…   in the background, its words in log/NAME.log
  local name=$1
  shift
  # The number is written before the program begins, so that a killed run leaves nothing that the next one does not know.
  (echo "$BASHPID" >"$dir/pid/$name" && exec "$@") >>"$dir/log/$name.log" 2>&1 </dev/null &
  echo $! >"$dir/pid/$name"
}

# The tour, in the background so that it can be ended with the rest; its status is the tour's.
walk() { # OPTIONS…
  local status=0
  (echo "$BASHPID" >"$dir/pid/walk" && exec "$bin/exchange" tour "$@") &
  wait $! || status=$?
  rm -f "$dir/pid/walk"
  return "$status"
}

stop_one() { # NAME
  local number
  [ -s "$dir/pid/$1" ] || return 0
  number=$(cat "$dir/pid/$1")
  kill "$number" 2>/dev/null || true
  wait "$number" 2>/dev/null || true
  rm -f "$dir/pid/$1"
}

stop_all() {
  local name
  trap '' INT TERM
  for name in walk rehearsal main articles files; do stop_one "$name"; done
  [ -z "${cluster_up:-}" ] || Scripts/postgres stop "$dir/pg" >>"$dir/log/postgres.log" 2>&1 || true
}

# Ports of the machines behind, chosen once: the sources that the tour registers name them.
choose_ports() { # FILE
  local name candidate=18081
  # Names that a later version added are chosen as well; what was chosen stays.
  touch "$1"
  for name in pg_port articles_port files_port rehearsal_port rehearsal_gateway_port metrics_port rehearsal_metrics_port; do
    grep -q "^$name=" "$1" && continue
    while grep -q "=$candidate\$" "$1" || [ "$candidate" -eq "$port" ] || [ "$candidate" -eq "$gateway_port" ] || ! port_free "$candidate"; do
      candidate=$((candidate + 1))
    done
    echo "$name=$candidate" >>"$1"
  done
  source "$1"
}

wait_port() { # NAME PORT
  for _ in $(seq 100); do
    port_free "$2" || return 0
    kill -0 "$(cat "$dir/pid/$1")" 2>/dev/null || break
    sleep 0.1
  done
  tail -n 3 "$dir/log/$1.log" >&2
  fault "$1 没有启动(端口 $2),见 $dir/log/$1.log"
}

start_cluster() {
  # The user that the server runs as must be able to enter its directory.
  (umask 022 && Scripts/postgres start "$dir/pg" "$pg_port") >>"$dir/log/postgres.log" 2>&1 || { tail -n 3 "$dir/log/postgres.log" >&2; fault "数据库没有启动,见 $dir/log/postgres.log"; }
  cluster_up=yes
}

# psql as the cluster's owner.
admin() { PGOPTIONS='-c client_min_messages=warning' Scripts/postgres psql "$dir/pg" "$@"; }

create_role() { # NAME ATTRIBUTES
  secret "$dir/secret/$1"
  # The password goes in by standard input, never by an argument.
  admin -d postgres -q -v ON_ERROR_STOP=1 <<SQL
select 'create role $1' where not exists (select from pg_roles where rolname = '$1') \gexec
alter role $1 $2 password '$(cat "$dir/secret/$1")';
SQL
}

create_database() { # NAME OWNER
  local there
  there=$(admin -d postgres -qAt -c "select 1 from pg_database where datname = '$1'")
  [ "$there" = 1 ] || admin -d postgres -q -c "create database $1 owner $2 encoding 'UTF8' template template0 lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'"
}

create_databases() {
  create_role exchange "login"
  create_role landing_admin "login createdb createrole"
  # It must see how old readers' snapshots are, to know when an old version may go.
  admin -d postgres -q -c 'grant pg_read_all_stats, pg_signal_backend to landing_admin'
  create_role demo_owner "login"
  create_role demo_reader "login"
  create_database exchange exchange
  create_database exchange_rehearsal exchange
  create_database demo_provider demo_owner
}

provider_database() {
  PGPASSWORD=$(cat "$dir/secret/demo_owner") PGOPTIONS='-c client_min_messages=warning' psql -X -q -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$pg_port" -U demo_owner -d demo_provider \
    -f Scripts/demo/provider.sql -c 'grant select on all tables in schema public to demo_reader' >>"$dir/log/provider.log" 2>&1 ||
    fault "提供部门的库没有建成,见 $dir/log/provider.log"
}

provider_articles() {
  secret "$dir/secret/articles"
  port_free "$articles_port" || fault "端口 $articles_port 已被占用;请停掉占用它的程序,或删除 $dir 重来。"
  start articles python3 Scripts/demo/articles.py "$articles_port" "$dir/secret/articles"
  wait_port articles "$articles_port"
}

# An SFTP server of our own: its own host key, one key for login, nothing but files, read-only.
provider_files() {
  local home=$dir/files user pam=no
  user=$(id -un)
  [ "$(id -u)" -eq 0 ] && pam=yes && mkdir -p /run/sshd
  mkdir -p "$home"
  python3 Scripts/demo/law.py texts "$home/texts"
  ssh_key "$dir/secret/host_key"
  ssh_key "$dir/secret/files_key"
  cat >"$dir/sshd_config" <<CONF
ListenAddress 127.0.0.1
Port $files_port
HostKey $dir/secret/host_key
AuthorizedKeysFile $dir/secret/files_key.pub
PidFile none
StrictModes no
UsePAM $pam
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
AllowUsers $user
DisableForwarding yes
Subsystem sftp internal-sftp -R
ForceCommand internal-sftp -R
CONF
  port_free "$files_port" || fault "端口 $files_port 已被占用;请停掉占用它的程序,或删除 $dir 重来。"
  start files "$(command -v sshd || echo /usr/sbin/sshd)" -D -e -f "$dir/sshd_config"
  wait_port files "$files_port"
}

write_config() { # FILE DATABASE REHEARSAL PORT GATEWAYPORT DATADIR METRICSPORT
  mkdir -p "$6"/{keys,journal,landing}
  secret "$dir/secret/bureau.admin"
  cat >"$1" <<JSON
{
  "database": {"host": "127.0.0.1", "port": $pg_port, "name": "$2", "user": "exchange", "passwordFile": "$dir/secret/exchange"},
  "api": {"host": "127.0.0.1", "port": $4},
  "metrics": {"host": "127.0.0.1", "port": $7},
  "gateway": {"host": "127.0.0.1", "port": $5, "journal": "$6/journal"},
  "landing": {"host": "127.0.0.1", "port": $pg_port, "user": "landing_admin", "passwordFile": "$dir/secret/landing_admin", "folder": "$6/landing", "prefix": "$([ "$3" = true ] && echo rehearsal_ || true)"},
  "keys": {"directory": "$6/keys"},
  "egress": ["127.0.0.1:$pg_port", "127.0.0.1:$articles_port", "127.0.0.1:$files_port"],
  "workbook": "$PWD/Scripts/office/workbook",
  "rehearsal": $3,
  "demo": {"login": "bureau.admin", "passwordFile": "$dir/secret/bureau.admin"}
}
JSON
}

start_exchange() { # NAME CONFIG PORT [--rehearsal]
  local name=$1 config=$2 at=$3
  shift 3
  "$bin/exchanged" db create --config "$config" "$@" >>"$dir/log/$name.log" 2>&1 || { tail -n 3 "$dir/log/$name.log" >&2; fault "数据库没有建成,见 $dir/log/$name.log"; }
  "$bin/exchanged" seed-demo --config "$config" >>"$dir/log/$name.log" 2>&1 || { tail -n 3 "$dir/log/$name.log" >&2; fault "演示账号没有建成,见 $dir/log/$name.log"; }
  start "$name" "$bin/exchanged" serve --config "$config"
  for _ in $(seq 300); do
    curl -fsS -o /dev/null "http://127.0.0.1:$at/healthz/ready" 2>/dev/null && return 0
    kill -0 "$(cat "$dir/pid/$name")" 2>/dev/null || break
    sleep 0.2
  done
  tail -n 5 "$dir/log/$name.log" >&2
  fault "平台没有就绪,见 $dir/log/$name.log"
}

still_serving() { kill -0 "$(cat "$dir/pid/main")" 2>/dev/null || fault "平台意外停止,见 $dir/log/main.log"; }

write_world() { # FILE PORT GATEWAYPORT
  local print
  print=$(ssh-keygen -lf "$dir/secret/host_key.pub" | awk '{ sub("SHA256:", "", $2); print $2 }')
  cat >"$1" <<JSON
{
  "api": "http://127.0.0.1:$2", "gateway": "http://127.0.0.1:$3",
  "bureau": {"login": "bureau.admin", "passwordFile": "$dir/secret/bureau.admin"},
  "departments": {"providers": ["government-office", "justice", "ndrc"], "users": ["human-resources", "market"]},
  "database": {"host": "127.0.0.1", "port": $pg_port, "name": "demo_provider", "user": "demo_reader", "passwordFile": "$dir/secret/demo_reader", "schema": "public"},
  "articles": {"base": "http://127.0.0.1:$articles_port", "tokenFile": "$dir/secret/articles"},
  "files": {"host": "127.0.0.1", "port": $files_port, "user": "$(id -un)", "keyFile": "$dir/secret/files_key", "hostKey": "$print", "base": "$dir/files", "path": "texts", "origin": "$dir/files"}
}
JSON
}

show_addresses() {
  python3 - "$dir/tour/tour.json" "$dir/secret" <<'PY'
import json, os, pathlib, sys
kept = pathlib.Path(sys.argv[1])
for name, value in (json.loads(kept.read_text()) if kept.exists() else {}).items():
    if name.startswith("password."):
        path = pathlib.Path(sys.argv[2]) / name.removeprefix("password.")
        path.write_text(value)
        os.chmod(path, 0o600)
PY
  cat <<TEXT

门户      http://127.0.0.1:$port        (用下面的演示账号登录;接口 /api/v1,健康 /healthz/ready)
网关      http://127.0.0.1:$gateway_port/svc/{资源代码}/…
指标      http://127.0.0.1:$metrics_port/metrics
数据      $dir

演示账号(口令在 $dir/secret/账号 中):
  bureau.admin                 市数据局 账号管理
  data-bureau.reviewer         市数据局 目录、申请审核,运行管理
  data-bureau.both             市数据局 目录编制兼审核
  data-bureau.auditor          市数据局 审计
  government-office.editor     市政府办公室(提供网站栏目表) 目录编制
  government-office.reviewer   市政府办公室 申请审核
  justice.editor               市司法局(提供条文接口、全文文件夹) 目录编制
  justice.reviewer             市司法局 申请审核
  ndrc.editor                  市发展改革委(提供工作日历接口) 目录编制
  ndrc.reviewer                市发展改革委 申请审核
  human-resources.applicant    市人社局(使用栏目表、条文接口) 申请
  human-resources.receiver     市人社局 取数、授权码
  market.applicant             市市场监管局(使用工作日历接口、全文文件夹) 申请
  market.receiver              市市场监管局 取数、授权码

试一试:
  $bin/exchange login --api http://127.0.0.1:$port --login human-resources.receiver --secret-file $dir/secret/human-resources.receiver
  $bin/exchange grant list --api http://127.0.0.1:$port
  $bin/exchange landing show --api http://127.0.0.1:$port

Ctrl-C 停止全部。
TEXT
}
