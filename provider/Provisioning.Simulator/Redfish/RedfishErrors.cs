using System.Text.Json.Nodes;

namespace Provisioning.Simulator.Redfish;

/// <summary>
/// Error replies as DSP0266 section "Error responses" shapes them, with message ids of the Base message registry (DSP0268/DSP8011);
/// the words are ours.
/// </summary>
internal static class RedfishErrors
{
    private const string Base = "Base.1.18.";

    public static RedfishReply NotFound(string path) =>
        Reply(404, Message("ResourceMissingAtURI", $"There is no resource at {path}.", "Critical", [path]));

    public static RedfishReply MethodNotAllowed(string method, string path, IEnumerable<string> allowed) =>
        Reply(405, Message("OperationNotAllowed", $"{method} is not possible at {path}.", "Critical", [])).With("Allow", string.Join(", ", allowed));

    public static RedfishReply Unauthorized() =>
        Reply(401, Message("NoValidSession", "No valid session or credentials came with the request.", "Critical", []))
            .With("WWW-Authenticate", "Basic realm=\"Redfish\"");

    public static RedfishReply Forbidden() =>
        Reply(403, Message("InsufficientPrivilege", "The account may not do this.", "Critical", []));

    public static RedfishReply MalformedJson() =>
        Reply(400, Message("MalformedJSON", "The body is not valid JSON.", "Critical", []));

    public static RedfishReply PreconditionFailed() =>
        Reply(412, Message("PreconditionFailed", "The ETag does not match the resource as it is now.", "Critical", []));

    public static RedfishReply UnsupportedVersion() =>
        Reply(412, Message("HeaderInvalid", "This OData version is not supported.", "Critical", ["OData-Version"]));

    public static RedfishReply TooLarge() =>
        Reply(413, Message("PayloadTooLarge", "The body is too large.", "Critical", []));

    public static RedfishReply Unavailable(int status) =>
        Reply(status, Message("ServiceTemporarilyUnavailable", "The service cannot answer at the moment.", "Critical", ["30"]));

    public static RedfishReply SessionLimit() =>
        Reply(503, Message("SessionLimitExceeded", "No more sessions can be opened; close one first.", "Critical", []));

    public static RedfishReply Conflict(string id, string text) => Reply(409, Message(id, text, "Warning", []));

    public static RedfishReply Failed(int status, string id, string text, params string[] arguments) =>
        Reply(status, Message(id, text, "Critical", arguments));

    public static RedfishReply ActionParameterMissing(string action, string parameter) =>
        Reply(400, Message("ActionParameterMissing", $"The action {action} needs the parameter {parameter}.", "Critical", [action, parameter]));

    public static RedfishReply ActionParameterValue(string action, string parameter, string value) =>
        Reply(400, Message("ActionParameterNotSupported", $"{parameter} of {action} cannot be '{value}'.", "Warning", [parameter, action]));

    public static JsonObject PropertyUnknown(string pointer, string name) =>
        About(pointer, name, Message("PropertyUnknown", $"The property {name} is not known.", "Warning", [name]));

    public static JsonObject PropertyNotWritable(string pointer, string name) =>
        About(pointer, name, Message("PropertyNotWritable", $"The property {name} cannot be written.", "Warning", [name]));

    public static JsonObject PropertyType(string pointer, string name, string value) =>
        About(pointer, name, Message("PropertyValueTypeError", $"The value {value} has a type that {name} cannot have.", "Warning", [value, name]));

    public static JsonObject PropertyNotInList(string pointer, string name, string value) =>
        About(pointer, name, Message("PropertyValueNotInList", $"The value {value} is not one that {name} can have.", "Warning", [value, name]));

    public static JsonObject PropertyOutOfRange(string pointer, string name, string value) =>
        About(pointer, name, Message("PropertyValueOutOfRange", $"The value {value} is outside the range of {name}.", "Warning", [value, name]));

    public static JsonObject PropertyFormat(string pointer, string name, string value) =>
        About(pointer, name, Message("PropertyValueFormatError", $"The value {value} has a form that {name} cannot have.", "Warning", [value, name]));

    public static JsonObject PropertyMissing(string name) =>
        About("", name, Message("PropertyMissing", $"The property {name} must be given.", "Warning", [name]));

    public static JsonObject Success() => Message("Success", "The request was carried out.", "OK", []);

    /// <summary>A message object (Message schema).</summary>
    public static JsonObject Message(string id, string text, string severity, IEnumerable<string> arguments) => new()
    {
        ["@odata.type"] = "#Message.v1_1_1.Message",
        ["MessageId"] = Base + id,
        ["Message"] = text,
        ["MessageArgs"] = RedfishJson.Texts(arguments),
        ["MessageSeverity"] = severity,
        ["Severity"] = severity,
        ["Resolution"] = severity == "OK" ? "None." : "Correct the request and send it again.",
    };

    /// <summary>An error body around messages.</summary>
    public static RedfishReply Reply(int status, params JsonObject[] messages) => RedfishReply.Json(status, new JsonObject
    {
        ["error"] = new JsonObject
        {
            ["code"] = messages.Length == 1 ? messages[0]["MessageId"]!.GetValue<string>() : Base + "GeneralError",
            ["message"] = messages.Length == 1 ? messages[0]["Message"]!.GetValue<string>() : "See the extended information.",
            ["@Message.ExtendedInfo"] = new JsonArray([.. messages]),
        },
    });

    private static JsonObject About(string pointer, string name, JsonObject message)
    {
        message["RelatedProperties"] = RedfishJson.Texts(["#" + pointer + "/" + name]);
        return message;
    }
}
