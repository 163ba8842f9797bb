/// Common Arabizi words and the Arabic words they stand for, in normal form.
enum ArabiziWords {
    /// Latin spelling → Arabic word.
    static let arabic: [String: String] = {
        var result: [String: String] = [:]
        for line in lines.split(separator: "\n") {
            let parts = line.split(separator: "=")
            guard parts.count == 2 else { continue }
            for spelling in parts[1].split(separator: " ") { result[String(spelling)] = String(parts[0]) }
        }
        return result
    }()

    /// The Latin spellings, to be looked up quickly.
    static let known = WordTable(Array(arabic.keys))

    private static let lines = """
        السلام=salam alsalam elsalam assalam asalam salaam
        عليكم=3alaikom 3alaykom 3alikom alaikum alaikom 3alaikum 3lykm 3likom alikom aleikum
        شكرا=shukran shokran shukrn shokrn
        جزاكم=jazakom jazakum jzakom jazakm
        الله=allah alla ellah
        خير=khair khear 5air 5eer kheir 5er
        خيرا=khairan 5airan
        ابغي=abgha abga abghaa abgi
        ابي=abi aby
        اريد=areed ureed oreed
        وين=wain ween wen
        فين=fain feen
        كيف=kaif keef kef
        متي=mata meta
        ليش=laish leesh lesh leish
        ليه=leeh leih
        ايش=aish eish esh eesh
        وش=wesh wsh
        هل=hal
        كم=kam kem
        ممكن=mumkin momken momkn mmkn mumken
        لو=law
        سمحت=samaht sama7t sm7t sma7t
        سمحتوا=samahto sama7to sma7to sma7tu
        يعطيكم=ya3tekom y3tekom ya36ikom ya3tikom yateekom
        العافيه=al3afya el3afya alafya al3afia el3afia
        الحين=al7een al7in alheen alhin
        الان=alaan alan
        اليوم=alyoum elyoum alyom elyom
        بكره=bokra bukra
        امس=ams
        عندي=3ndi 3endi 3andi indi andi
        عندنا=3ndna 3endna 3andna
        عندكم=3ndkm 3endkom 3andkom indkom
        ما=ma
        مافي=mafi mafe
        ما حد=ma7ad mahad
        محتاج=mohtaj mo7taj m7taj muhtaj
        محتاجين=mo7tajeen m7tajeen mohtajeen
        نحتاج=ne7taj n7taj ni7taj
        احتاج=a7taj e7taj ahtaj
        مساعده=mosa3ada musa3ada msa3da mosaada musaada
        ساعدوني=sa3doni sa3edoni saadoni
        ساعدونا=sa3dona sa3edona
        تبرع=tabaro3 tabarru3 tabaru3
        اتبرع=atbara3 atbarra3 atabara3 atbr3
        تطوع=tatawo3 ta6awo3 tatawwu3 ta6aw3
        اتطوع=atatawa3 at6awa3 atatawwa3 at6aw3
        متطوع=mutatawe3 mota6awe3 mt6w3
        شكوي=shakwa shkwa
        اشتكي=ashtaki eshteki ashteki
        اقتراح=eqtera7 e8tera7 iqtirah eqterah e2tera7
        اقترح=aqtare7 a8tare7 aqtareh
        ياليت=yalait yaleet ya6ait
        ياريت=yaret yareet
        الجمعيه=aljam3eya eljam3eya aljam3ya eljam3iya aljam3iya aljam3ia eljam3ya aljam3iyah
        جمعيه=jam3eya jam3ya jam3iya jameya jamiya
        موعد=maw3ed mow3ed maw3id mo3ed
        رقم=raqam raqm ra8am ragam
        سله=salla sallah
        سلات=sallat
        غذائيه=ghitha2eya ghethaeya
        اكل=akl
        دم=dam damm
        علاج=3elaj 3ilaj 3laj
        دواء=dawa dawaa
        مستشفي=mostashfa mustashfa mstshfa
        ولدي=waladi weldi wldi waldi
        بنتي=binti benti bnti
        امي=ommi ummi omi
        ابوي=abooy abuy aboy
        زوجي=zawji zoji zowji
        اخوي=akhoy a5oy akhooy
        اطفال=atfal a6fal
        عيالي=3yali 3eyali 3yaly 3iyali
        ايتام=aytam
        ايجار=eejar ejar ijar
        بيت=bait beit beet
        شهر=shahr shhr
        راتب=rateb ratib
        فلوس=floos fuloos flos
        والله=wallah wallahi walla
        تكفون=takfon tekfon tkfon takfoon tekfoon
        مره=marra mara marrah
        كثير=katheer kthir kther
        زين=zain zeen
        طيب=tayeb 6ayb tayyeb 6ayeb
        حرام=7aram haram
        عيب=3aib 3eib 3eeb
        احد=a7ad ahad
        يرد=yrod yrud yerod
        انا=ana
        انتم=entom entum
        احنا=e7na ehna i7na
        نحن=na7nu
        هذا=hatha haza hada
        هذي=hathi hadi hathe
        شي=shay shai shee
        علي=3ala 3la
        عن=3an
        مع=ma3
        من=men min mn
        في=fi
        الي=ela ila
        يوم=yoom youm
        اسبوع=osboo3 usboo3 esboo3
        اعرف=a3raf a3ref
        اسال=as2al asal
        تسجيل=tasjeel tasjil
        سجلوني=sajloni sajelooni
        طلبي=talabi 6alabi
        ملف=malaf malaff
        وقف=wagef wagf wa8ef
        رسائل=rasayel rasael rsayl
        لا=la
        صباح=saba7 sabah
        مساء=masa masaa
        ياخي=yakhi ya5i
        يا=ya
        بس=bas bss
        عشان=3ashan 3shan ashan
        الف=alf
        كل=kol kul
        رمضان=ramadan ramathan rmdan
        """
}
