(()=>{try{let e=localStorage.getItem("scheme");(e==="light"||e==="dark")&&(document.documentElement.dataset.colorScheme=e)}catch{}})();
