# Holds a plan against rules. Prints one line for each violation; no line means that the plan may be applied.
#
#   jq -rn -f policy.jq --slurpfile rules policy.json --arg now "$(date -u +%H:%M)" plan.json

def name: (.before // .after).name;

# Whether the plan cannot say what is done: an argument is not known yet. The worst is taken for granted then.
def unsaid: .after != null and .after_unknown.last_change == true;

# Whether anything is done to the machine: last_change keeps its number where nothing is.
def acts: unsaid or (.after != null and .after.last_change.number != .before.last_change.number);

def rebuilds: .before.os != null and (unsaid or (acts and (.after.last_change.stages | index("imaging")) != null));

def destroys: (.actions | index("delete")) != null;

def loses_data:
  if destroys then .before.on_destroy == "erase"
  else unsaid or (acts and .after.last_change.destroys_data != false)
  end;

# The window may span midnight.
def inside($now):
  if .from <= .to then .from <= $now and $now < .to
  else .from <= $now or $now < .to
  end;

$rules[0] as $rule
| input
| if (.format_version // "" | startswith("1.") | not) or .errored != false
  then "whole-plan: this is no complete plan of a format that is known"
  else
    [.resource_changes[]? | select(.type == "baremetal_server") | .change] as $changes
    | (
        $changes[]
        | select(destroys and (name | IN($rule.approved_deletes[]) | not))
        | "delete: \(name) would be destroyed (on_destroy = \(.before.on_destroy // "forget")), and nobody approved it"
      ),
      (
        $changes[]
        | select(loses_data and ($rule.data_loss_window | inside($now) | not))
        | "data-loss: \(name) may lose data outside \($rule.data_loss_window.from) to \($rule.data_loss_window.to) UTC"
      ),
      (
        $changes[]
        | select(rebuilds and (name | IN($rule.approved_rebuilds[]) | not))
        | "rebuild: \(name) would be installed anew, and nobody approved it"
      ),
      (
        [$changes[] | select(acts) | .after.last_change.reboots // $rule.reboots_when_unknown]
        | add // 0
        | select(. > $rule.max_reboots)
        | "reboots: \(.) restarts, \($rule.max_reboots) are allowed in one apply"
      )
  end
