using Provisioning.Imaging.DeployImages;

namespace Provisioning.Imaging.Tests.DeployImages;

public sealed class ModuleCatalogueTests
{
    private static readonly ModuleCatalogue Catalogue = ModuleCatalogue.Read(
        ["kernel/net/virtio_net.ko: kernel/net/failover.ko kernel/virtio/virtio-ring.ko", "kernel/net/failover.ko:", "kernel/virtio/virtio-ring.ko.xz:", "kernel/fs/vfat.ko: kernel/fs/fat.ko", "kernel/fs/fat.ko:", "kernel/virtio/virtio-ring.ko:"],
        ["kernel/drivers/nvme/host/nvme.ko"]);

    [Fact]
    public void Closure_holds_all_that_the_modules_need()
    {
        var files = Catalogue.Closure(["virtio-net", "nvme", "unknown"]);
        Assert.Equal(["kernel/net/failover.ko", "kernel/net/virtio_net.ko", "kernel/virtio/virtio-ring.ko"], files);
    }

    [Fact]
    public void A_driver_in_the_kernel_is_built_in_and_not_a_module()
    {
        Assert.True(Catalogue.IsBuiltIn("nvme"));
        Assert.False(Catalogue.Has("nvme"));
    }

    [Fact]
    public void Lists_for_the_ramdisk_name_only_what_is_carried()
    {
        var files = Catalogue.Closure(["vfat"]);
        Assert.Equal(["kernel/fs/fat.ko:", "kernel/fs/vfat.ko: kernel/fs/fat.ko"], Catalogue.DependencyLines(files));
        Assert.Equal(
            ["alias fs-vfat vfat"],
            ModuleCatalogue.AliasLines(["alias virtio:d00000001v* virtio_net", "alias fs-vfat vfat", "# alias"], files));
    }
}
