#!/usr/bin/env bash
# A Slurm cluster of this machine alone, on loopback, to try array jobs: one-node.sh start FOLDER | stop FOLDER
# Needs root, munge and slurm-wlm (Debian: apt-get install slurm-wlm munge). Nothing outside of FOLDER is changed but
# /run/munge, where clients look for the socket. Then: export SLURM_CONF=FOLDER/slurm.conf
set -euo pipefail
folder=$(mkdir -p "$2" && cd "$2" && pwd)
if [[ $1 == stop ]]; then
  for name in slurmctld slurmd munged; do
    if [[ -f $folder/$name.pid ]]; then kill "$(cat "$folder/$name.pid")" 2>/dev/null || true; fi
  done
  exit 0
fi
host=$(hostname -s)
cores=$(nproc)
mkdir -p "$folder/state" "$folder/spool" /run/munge
chmod 711 /run/munge
dd if=/dev/urandom of="$folder/munge.key" bs=1024 count=1 status=none
chmod 400 "$folder/munge.key"
cat >"$folder/slurm.conf" <<END
ClusterName=one
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
AuthType=auth/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=batch_sched_delay=0,sched_min_interval=0,bf_interval=5
ReturnToService=2
SlurmctldPort=${SLURM_PORT:-36817}
SlurmdPort=$((${SLURM_PORT:-36817} + 1))
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
NodeName=$host NodeAddr=127.0.0.1 CPUs=$cores State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
END
munged --key-file="$folder/munge.key" --pid-file="$folder/munged.pid" --log-file="$folder/munged.log" \
  --seed-file="$folder/munge.seed" --force
export SLURM_CONF=$folder/slurm.conf
slurmctld -f "$SLURM_CONF"
slurmd -f "$SLURM_CONF"
for _ in $(seq 100); do
  if [[ $(sinfo -h -o %T 2>/dev/null) == idle ]]; then exit 0; fi
  read -rt 0.2 <> <(:) || true
done
echo "the node did not come up: see $folder/*.log" >&2
exit 1
