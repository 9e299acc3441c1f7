using System.Buffers.Binary;

namespace Provisioning.Simulator.Tests.Testing;

/// <summary>
/// The smallest EFI application that does something to see: it calls ResetSystem of the runtime services (UEFI 2.10, section 8.5.1).
/// A PE32+ image of one section, made here byte by byte, so that no binary has to be kept.
/// </summary>
internal static class EfiApplication
{
    public const byte ColdReset = 0;
    public const byte Shutdown = 2;

    public static byte[] Resetting(byte kind)
    {
        byte[] code =
        [
            0x48, 0x8B, 0x42, 0x58, // mov rax, [rdx+58h]: the system table's runtime services
            0x48, 0x83, 0xEC, 0x28, // sub rsp, 28h: space that the calling convention wants
            0xB9, kind, 0, 0, 0, // mov ecx, kind
            0x31, 0xD2, // xor edx, edx
            0x45, 0x31, 0xC0, // xor r8d, r8d
            0x45, 0x31, 0xC9, // xor r9d, r9d
            0xFF, 0x50, 0x68, // call [rax+68h]: ResetSystem
            0xEB, 0xFE, // jmp here
        ];
        var image = new byte[0x400];
        "MZ"u8.CopyTo(image);
        Write32(image, 0x3C, 0x40);
        "PE\0\0"u8.CopyTo(image.AsSpan(0x40));
        Write16(image, 0x44, 0x8664); // x86-64
        Write16(image, 0x46, 1); // sections
        Write16(image, 0x54, 0xF0); // size of the optional header
        Write16(image, 0x56, 0x0022); // executable, large addresses
        const int Optional = 0x58;
        Write16(image, Optional, 0x20B); // PE32+
        Write32(image, Optional + 4, 0x200); // size of code
        Write32(image, Optional + 16, 0x1000); // entry point
        Write32(image, Optional + 20, 0x1000); // base of code
        Write32(image, Optional + 32, 0x1000); // section alignment
        Write32(image, Optional + 36, 0x200); // file alignment
        Write32(image, Optional + 56, 0x2000); // size of the image
        Write32(image, Optional + 60, 0x200); // size of the headers
        Write16(image, Optional + 68, 10); // EFI application
        Write32(image, Optional + 108, 16); // directories, all empty
        const int Section = Optional + 0xF0;
        ".text"u8.CopyTo(image.AsSpan(Section));
        Write32(image, Section + 8, code.Length);
        Write32(image, Section + 12, 0x1000);
        Write32(image, Section + 16, 0x200);
        Write32(image, Section + 20, 0x200);
        Write32(image, Section + 36, 0x60000020); // code, executable, readable
        code.CopyTo(image, 0x200);
        return image;
    }

    private static void Write16(byte[] image, int offset, int value) => BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(offset), (ushort)value);

    private static void Write32(byte[] image, int offset, int value) => BinaryPrimitives.WriteInt32LittleEndian(image.AsSpan(offset), value);
}
