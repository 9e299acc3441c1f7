# The same rules for OPA and Conftest, for whom the plan is `input` and policy.json is `data`.
#
#   opa eval --format raw --data policy.rego --data policy.json --input plan.json 'data.main.deny'
#   conftest test --policy . --data policy.json plan.json

package main

import rego.v1

servers contains change if {
	some resource in input.resource_changes
	resource.type == "baremetal_server"
	change := resource.change
}

name(change) := change.before.name if change.before != null

name(change) := change.after.name if change.before == null

destroys(change) if "delete" in change.actions

# Whether anything is done to the machine: last_change keeps its number where nothing is, and an adopted machine has none yet.
acts(change) if change.after.last_change.number != change.before.last_change.number

# The plan cannot say what is done: an argument is not known yet. The worst is taken for granted then.
unsaid(change) if {
	change.after != null
	change.after_unknown.last_change == true
}

acts(change) if unsaid(change)

acts(change) if {
	change.after.last_change.number
	not change.before.last_change.number
}

loses_data(change) if {
	destroys(change)
	change.before.on_destroy == "erase"
}

loses_data(change) if unsaid(change)

loses_data(change) if {
	acts(change)
	not unsaid(change)
	object.get(change.after.last_change, "destroys_data", true) != false
}

rebuilds(change) if {
	unsaid(change)
	is_object(change.before.os)
}

rebuilds(change) if {
	acts(change)
	is_object(change.before.os)
	"imaging" in change.after.last_change.stages
}

# An unknown number of restarts is not in `after` at all.
restarts(change) := object.get(object.get(change.after, "last_change", {}), "reboots", data.reboots_when_unknown)

now := time.format([time.now_ns(), "UTC", "15:04"])

# The window may span midnight.
in_window if {
	data.data_loss_window.from <= data.data_loss_window.to
	data.data_loss_window.from <= now
	now < data.data_loss_window.to
}

in_window if {
	data.data_loss_window.from > data.data_loss_window.to
	data.data_loss_window.from <= now
}

in_window if {
	data.data_loss_window.from > data.data_loss_window.to
	now < data.data_loss_window.to
}

whole if {
	startswith(input.format_version, "1.")
	input.errored == false
}

deny contains "whole-plan: this is no complete plan of a format that is known" if not whole

deny contains message if {
	some change in servers
	destroys(change)
	not name(change) in data.approved_deletes
	rule := object.get(change.before, "on_destroy", null)
	message := sprintf("delete: %s would be destroyed (on_destroy = %v), and nobody approved it", [name(change), rule])
}

deny contains message if {
	some change in servers
	loses_data(change)
	not in_window
	message := sprintf("data-loss: %s may lose data outside the window", [name(change)])
}

deny contains message if {
	some change in servers
	rebuilds(change)
	not name(change) in data.approved_rebuilds
	message := sprintf("rebuild: %s would be installed anew, and nobody approved it", [name(change)])
}

deny contains message if {
	total := sum([restarts(change) | some change in servers; acts(change)])
	total > data.max_reboots
	message := sprintf("reboots: %d restarts, %d are allowed in one apply", [total, data.max_reboots])
}
