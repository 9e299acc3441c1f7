using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Provisioning.Simulator.Bmcs;
using Provisioning.Simulator.Faults;
using Provisioning.Simulator.Machines;
using Provisioning.Simulator.Machines.Media;
using Provisioning.Simulator.Personalities;

namespace Provisioning.Simulator.Redfish.Resources;

/// <summary>Virtual media: an insertion fetches the image's first bytes, and is refused when they cannot be had.</summary>
internal static class MediaResources
{
    private const string InsertAction = "VirtualMedia.InsertMedia";

    public static void Add(RouteTable routes, Personality personality)
    {
        var media = Path(personality);
        routes.Add(media).Get(_ => RedfishReply.Resource(RedfishJson.Collection(
            media, "VirtualMediaCollection", "Virtual media", personality.MediaSlots.Select(slot => media + "/" + slot.Id))));
        routes.Add(media + "/{slot}").Get(Show);
        routes.Add(media + "/{slot}/Actions/" + InsertAction).OnAsync("POST", InsertAsync);
        routes.Add(media + "/{slot}/Actions/VirtualMedia.EjectMedia").OnAsync("POST", EjectAsync);
    }

    private static RedfishReply Show(RedfishRequest request) =>
        Find(request) is { } drive ? RedfishReply.Resource(Body(request.Bmc, drive)) : RedfishErrors.NotFound(request.Path);

    private static JsonObject Body(SimulatedBmc bmc, MediaDrive drive)
    {
        var path = Path(bmc.Personality) + "/" + drive.Slot.Id;
        var body = RedfishJson.Resource(path, "VirtualMedia.v1_6_3.VirtualMedia", drive.Slot.Id, drive.Slot.Name);
        var image = drive.Inserted ? drive.Image : null;
        body["MediaTypes"] = RedfishJson.Texts(drive.Slot.MediaTypes);
        body["Image"] = image?.Address.ToString();
        body["ImageName"] = image is null ? null : System.IO.Path.GetFileName(image.Address.AbsolutePath);
        body["Inserted"] = drive.Inserted;
        body["WriteProtected"] = drive.WriteProtected;
        body["ConnectedVia"] = drive.Inserted ? "URI" : "NotConnected";
        body["TransferProtocolType"] = image?.Address.Scheme.ToUpperInvariant();
        body["TransferMethod"] = drive.Inserted ? "Stream" : null;
        body["UserName"] = drive.UserName;
        body["Password"] = null;
        body["VerifyCertificate"] = drive.VerifyCertificate;
        body["Status"] = RedfishJson.Status();
        body["Actions"] = new JsonObject
        {
            ["#" + InsertAction] = new JsonObject { ["target"] = path + "/Actions/" + InsertAction },
            ["#VirtualMedia.EjectMedia"] = new JsonObject { ["target"] = path + "/Actions/VirtualMedia.EjectMedia" },
        };
        return body;
    }

    private static async Task<RedfishReply> InsertAsync(RedfishRequest request, CancellationToken cancellationToken)
    {
        var bmc = request.Bmc;
        if (Find(request) is not { } drive) return RedfishErrors.NotFound(request.Path);
        if (Text(request, "Image") is not { } address) return RedfishErrors.ActionParameterMissing(InsertAction, "Image");
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            return RedfishErrors.ActionParameterValue(InsertAction, "Image", address);
        }

        var slow = bmc.Faults.Take<BmcFault.SlowMedia>(request.Method, request.Path);
        BmcTask? task = null;
        lock (bmc.Gate)
        {
            if (drive.Inserted || drive.Busy) return RedfishErrors.Conflict("ResourceInUse", "There is an image in this device; eject it first.");
            drive.Busy = true;
            if (bmc.Personality.Tasks) task = bmc.Tasks.Start("Insert media", Path(bmc.Personality) + "/" + drive.Slot.Id, "Running");
        }

        var work = InsertAsync(request, drive, uri, slow, task, cancellationToken);
        return task is null ? await work : TaskResources.Accepted(task);
    }

    private static async Task<RedfishReply> InsertAsync(
        RedfishRequest request, MediaDrive drive, Uri uri, BmcFault.SlowMedia? slow, BmcTask? task, CancellationToken cancellationToken)
    {
        var bmc = request.Bmc;
        RedfishReply reply;
        try
        {
            if (slow is not null) await Task.Delay(slow.Time, bmc.Time, cancellationToken);
            reply = task is not null && bmc.Faults.Take<BmcFault.FailTask>(request.Method, request.Path) is not null
                ? RedfishErrors.Failed(500, "InternalError", "The task failed.")
                : await FetchAsync(request, drive, uri, cancellationToken);
        }
        finally
        {
            lock (bmc.Gate) drive.Busy = false;
        }

        lock (bmc.Gate)
        {
            if (task is not null) bmc.Tasks.Finish(task, reply.Status < 300, reply.Status < 300 ? "The image is inserted." : Message(reply));
            if (reply.Status >= 300) bmc.ManagerLog.Add("Warning", "Virtual media: " + Message(reply), "Rack.1.0.MediaFailed");
        }

        return reply;
    }

    private static async Task<RedfishReply> FetchAsync(RedfishRequest request, MediaDrive drive, Uri uri, CancellationToken cancellationToken)
    {
        var bmc = request.Bmc;
        var user = Text(request, "UserName");
        var verify = request.Body["VerifyCertificate"] is JsonValue flag && flag.TryGetValue(out bool wanted) && wanted;
        var authorization = user is null
            ? null
            : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(user + ":" + Text(request, "Password"))));
        var image = new RemoteImage(uri, authorization, verify);
        try
        {
            var head = await image.OpenAsync(cancellationToken);
            if (head.Length == 0) throw new HttpRequestException(HttpRequestError.ResponseEnded, "the image is empty");
            if (drive.Slot.IsOptical) await bmc.Machine.InsertAsync(image, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            image.Dispose();
            var seen = exception.InnerException is null ? exception.Message : exception.Message + " " + exception.InnerException.Message;
            return RedfishErrors.Failed(400, "CouldNotEstablishConnection", $"The image at {uri} cannot be read: {seen}", uri.ToString());
        }
        catch (MachineException exception)
        {
            image.Dispose();
            return RedfishErrors.Failed(500, "InternalError", exception.Message);
        }

        lock (bmc.Gate)
        {
            drive.Image = image;
            drive.Inserted = true;
            drive.VerifyCertificate = verify;
            drive.UserName = user ?? "";
            drive.WriteProtected = true;
        }

        return RedfishReply.NoContent();
    }

    private static async Task<RedfishReply> EjectAsync(RedfishRequest request, CancellationToken cancellationToken)
    {
        var bmc = request.Bmc;
        if (Find(request) is not { } drive) return RedfishErrors.NotFound(request.Path);
        lock (bmc.Gate)
        {
            if (!drive.Inserted) return RedfishReply.NoContent();
            drive.Inserted = false;
        }

        try
        {
            if (drive.Slot.IsOptical) await bmc.Machine.EjectAsync(cancellationToken);
        }
        catch (MachineException exception)
        {
            return RedfishErrors.Failed(500, "InternalError", exception.Message);
        }
        finally
        {
            lock (bmc.Gate)
            {
                drive.Image?.Dispose();
                drive.Image = null;
            }
        }

        return RedfishReply.NoContent();
    }

    private static string Message(RedfishReply reply) => reply.Body?["error"]?["message"]?.GetValue<string>() ?? "failed";

    private static string? Text(RedfishRequest request, string name) =>
        request.Body[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static MediaDrive? Find(RedfishRequest request) => request.Bmc.Drives.FirstOrDefault(drive => request.Is("slot", drive.Slot.Id));

    private static string Path(Personality personality) => RedfishPaths.Manager(personality) + "/VirtualMedia";
}
