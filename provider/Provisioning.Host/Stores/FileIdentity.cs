namespace Provisioning.Host.Stores;

/// <summary>Which file it is, whatever it is called.</summary>
/// <param name="Device">The device.</param>
/// <param name="Inode">The inode on it.</param>
internal readonly record struct FileIdentity(ulong Device, ulong Inode);
