using Provisioning.Simulator.Documents;
using Provisioning.Simulator.Racks;

namespace Provisioning.Simulator.Control;

/// <summary>Changes that the control API makes to a server; a wrong field is a problem, and the good ones before it are made.</summary>
internal static class ControlChanges
{
    public static void Apply(RackServer server, FieldReader fields)
    {
        if (fields.Text("serial") is { } serial) server.ReplaceSerial(serial);
        if (fields.Word("certificate", "renew") is not null) server.ReplaceCertificate();
        if (fields.Flag("reachable") is { } reachable) server.SetReachable(reachable);
        if (fields.Nested("bios") is { } bios)
        {
            foreach (var (attribute, value) in bios.Scalars())
            {
                if (!server.SetBios(attribute, value.Value ?? "")) bios.Problem(attribute, "a value of the BIOS registry");
            }
        }

        if (fields.Nested("firmware") is { } firmware)
        {
            foreach (var (component, version) in firmware.Scalars())
            {
                if (!server.SetFirmware(component, version.Value ?? "")) firmware.Problem(component, "a component of the firmware inventory");
            }
        }

        if (fields.Nested("log") is { } log)
        {
            server.AddLogEntry(log.Word("severity", "OK", "Warning", "Critical") ?? "Warning", log.Text("message") ?? "");
            log.RefuseOthers();
        }

        switch (fields.Word("power", "On", "Off"))
        {
            case "On":
                server.PowerOn();
                break;
            case "Off":
                server.PowerOff();
                break;
            default:
                break;
        }

        fields.RefuseOthers();
    }
}
